import { summarizeBackups } from "../../src/dashboard/summarize-backups";
import type { Attempt } from "../../src/dashboard/client/feed";

const attempt = (
  origin: string,
  result: string,
  parts: Partial<Attempt> = {},
): Attempt => ({ origin, result, cause: null, status: null, ms: 5, ...parts });

describe("the summary of the backups", () => {
  it("adds up the answers and the causes of each, the most frequent first", () => {
    const dead = attempt("https://dr.example", "unreachable", {
      cause: "ECONNREFUSED",
    });
    const error = attempt("https://dr.example", "http-error", { status: 503 });
    expect(
      summarizeBackups([
        { attempts: [error, attempt("https://b.example", "twiml")] },
        { attempts: [dead, attempt("https://b.example", "timeout")] },
        { attempts: [dead, attempt("https://b.example", "empty")] },
        { attempts: [] },
      ]),
    ).toEqual([
      {
        origin: "https://dr.example",
        answered: 0,
        attempts: 3,
        causes: [
          ["could not be reached (ECONNREFUSED)", 2],
          ["answered with an error (503)", 1],
        ],
      },
      {
        origin: "https://b.example",
        answered: 2,
        attempts: 3,
        causes: [["timed out", 1]],
      },
    ]);
  });

  it("is empty where none was asked", () => {
    expect(summarizeBackups([{ attempts: [] }])).toEqual([]);
  });
});
