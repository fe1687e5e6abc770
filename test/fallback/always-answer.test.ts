import { startBudget } from "../../src/resilience/budget";
import { alwaysAnswer } from "../../src/fallback/always-answer";
import { answer, type AnswerTools } from "../../src/fallback/answer";
import { apology } from "../../src/fallback/words";
import { readRequest } from "../../src/invocation/failed-request";
import { readSettings } from "../../src/invocation/read-settings";

const MESSAGE = readRequest({ MessageSid: "SM1", ErrorCode: "11200" });

function tools(overrides: Partial<AnswerTools> = {}) {
  const logged: Parameters<AnswerTools["log"]>[0][] = [];
  const all: AnswerTools = {
    settings: readSettings({}).settings,
    origins: new Map(),
    budget: startBudget(200),
    writeRecord: () => Promise.resolve({ journaled: true }),
    startAlert: () => ({ finish: () => Promise.resolve() }),
    log: (entry) => logged.push(entry),
    ...overrides,
  };
  return { all, logged };
}

describe("an answer", () => {
  it("is logged once, with what became of the record, before it is given", async () => {
    const { all, logged } = tools();
    expect(await answer(MESSAGE, all)).toBe(apology("messaging"));
    expect(logged).toEqual([
      expect.objectContaining({ sid: "SM1", journaled: true }),
    ]);
  });

  it("gives the journal what is left of the budget, less the time to reply", async () => {
    const shares: number[] = [];
    const { all } = tools({
      writeRecord: (_, shareMs) => {
        shares.push(shareMs);
        return Promise.resolve({ journaled: true });
      },
    });
    await answer(MESSAGE, all);
    expect(shares[0]).toBeGreaterThan(100);
    expect(shares[0]).toBeLessThanOrEqual(150);
  });
});

describe("an alert", () => {
  it("begins with the story, ends with its record, and is waited for", async () => {
    const events: string[] = [];
    const { all } = tools({
      writeRecord: () => {
        events.push("write");
        return Promise.resolve({ journaled: true });
      },
      startAlert: ({ sid }) => {
        events.push(`start ${sid ?? ""}`);
        return {
          finish: async ({ outcome }) => {
            events.push(`finish ${outcome}`);
            await new Promise(setImmediate);
            events.push("told");
          },
        };
      },
      log: () => events.push("log"),
    });
    await answer(MESSAGE, all);
    expect(events).toEqual([
      "start SM1",
      "write",
      "finish apologized",
      "log",
      "told",
    ]);
  });
});

describe("always an answer", () => {
  it.each<[string, AnswerTools["writeRecord"], string]>([
    ["never ends", () => new Promise(() => undefined), "Error: out of time"],
    ["rejects", () => Promise.reject(new Error("bug")), "Error: bug"],
    [
      "throws",
      () => {
        throw new TypeError("bug");
      },
      "TypeError: bug",
    ],
  ])(
    "comes in time, and the record whole in the log, where the journal %s",
    async (_, writeRecord, reason) => {
      const { all, logged } = tools({ writeRecord });
      expect(await alwaysAnswer(MESSAGE, all)).toBe(apology("messaging"));
      expect(all.budget.elapsedMs()).toBeLessThan(400);
      expect(logged).toEqual([
        expect.objectContaining({
          v: 1,
          sid: "SM1",
          errorCode: 11200,
          outcome: "apologized",
          journaled: false,
          reason,
        }),
      ]);
    },
  );

  it("logs once where a story goes on after its time", async () => {
    let finish: () => void = () => undefined;
    const { all, logged } = tools({
      writeRecord: () =>
        new Promise((resolve) => {
          finish = () => {
            resolve({ journaled: true });
          };
        }),
    });
    await alwaysAnswer(MESSAGE, all);
    finish();
    await new Promise(setImmediate);
    expect(logged).toHaveLength(1);
  });
});
