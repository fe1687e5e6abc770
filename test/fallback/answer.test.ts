import { startBudget } from "../../src/resilience/budget";
import { answer, type AnswerTools } from "../../src/fallback/answer";
import { generalWords } from "../support/samples/general-words";
import { journalBreaker } from "../../src/journal/sync-journal";
import { readRequest } from "../../src/invocation/failed-request";
import { isPrivateAddress } from "../../src/url/private-address";
import { readSettings } from "../../src/invocation/read-settings";

const MESSAGE = readRequest({
  MessageSid: "SM1",
  From: "+14155550123",
  ErrorCode: "11200",
});

function tools(overrides: Partial<AnswerTools> = {}) {
  const logged: Parameters<AnswerTools["log"]>[0][] = [];
  const all: AnswerTools = {
    settings: readSettings({}).settings,
    origins: new Map(),
    tokens: new Map(),
    told: new Map(),
    rest: null,
    sync: journalBreaker(),
    isPrivateAddress,
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
    expect(await answer(MESSAGE, all)).toBe(generalWords("messaging"));
    expect(logged).toEqual([
      expect.objectContaining({ sid: "SM1", journaled: true }),
    ]);
  });

  it("gives the journal what is left of the budget, less the time to reply", async () => {
    const shares: number[] = [];
    const { all } = tools({
      writeRecord: (_, budget) => {
        shares.push(budget.remainingMs());
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
