import { replay } from "../../../src/cli/incidents/replay/replay";
import type { Ledger } from "../../../src/cli/incidents/replay/ledger";
import type { PlanItem } from "../../../src/cli/incidents/replay/plan";
import {
  startPrimaryAgain,
  twiml,
} from "../../support/servers/recovered-primary";

const AUTH_TOKEN = "token";

const callback = (key: string, url: string): PlanItem => ({
  webhook: {
    key,
    sid: key,
    kind: "callback",
    method: "POST",
    url: new URL(url),
    params: [["MessageSid", key]],
    at: 0,
    source: "alert",
    lost: [],
    pair: key,
  },
  kept: null,
  todo: "give",
});

it("finishes and notes what it has begun where Sync fails for another", async () => {
  const primary = await startPrimaryAgain(AUTH_TOKEN, () => twiml(""));
  const noted: string[] = [];
  const ledger: Pick<Ledger, "write"> = {
    write: (key, entry) => {
      if (key === "broken") return Promise.reject(new Error("Sync is down."));
      noted.push(`${key} ${entry.state}`);
      return Promise.resolve({ entry, revision: String(noted.length) });
    },
  };
  const items = ["first", "broken"].map((key) => callback(key, primary.url));
  const more = Array.from({ length: 50 }, (_, n) =>
    callback(`later ${n}`, primary.url),
  );
  try {
    await expect(
      replay(
        [...items, ...more],
        {
          ledger: ledger as Ledger,
          send: () => Promise.reject(new Error("Nothing is to be sent.")),
          authToken: AUTH_TOKEN,
          again: false,
          replies: true,
          now: Date.now,
          turn: () => Promise.resolve(),
        },
        new AbortController().signal,
      ),
    ).rejects.toThrow("Sync is down.");
    const asked = noted.filter((line) => line.endsWith("asked"));
    const delivered = noted.filter((line) => line.endsWith("delivered"));
    expect(asked.length).toBeLessThan(more.length);
    expect(delivered).toContain("first delivered");
    expect(delivered).toHaveLength(asked.length);
    expect(primary.received).toHaveLength(asked.length);
  } finally {
    await primary.stop();
  }
});
