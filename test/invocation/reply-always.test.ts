import { debuggerRoute } from "../../src/debugger/debugger-route";
import { fallbackRoute } from "../../src/fallback/fallback-route";
import { generalWords } from "../support/samples/general-words";
import { incidentsRoute } from "../../src/incidents/incidents-route";
import { replyAlways } from "../../src/invocation/reply-always";
import type { Reply, Route } from "../../src/invocation/route";
import {
  coldMemory,
  type Invocation,
} from "../../src/invocation/start-invocation";
import { debuggerEvent } from "../support/samples/debugger-event";

const MESSAGE = { MessageSid: "SM1", ErrorCode: "11200", From: "+14155550123" };
const CONTEXT = { RESPONSE_BUDGET_MS: "1000" };
/** Whatever an environment is asked for, reading it throws. */
const BROKEN_CONTEXT = new Proxy(
  {},
  {
    get: () => {
      throw new Error("no environment");
    },
  },
);

let printed: string[] = [];
beforeEach(() => {
  printed = [];
  const print = (line: string) => {
    printed.push(line);
  };
  jest.spyOn(console, "log").mockImplementation(print);
  jest.spyOn(console, "warn").mockImplementation(print);
});
afterEach(() => jest.restoreAllMocks());

/** The route, with another story. */
const telling = (route: Route, answer: Route["answer"]): Route => ({
  ...route,
  answer,
});

const WAYS_TO_FAIL: [string, Route["answer"], string][] = [
  ["never ends", () => new Promise(() => undefined), "Error: out of time"],
  ["rejects", () => Promise.reject(new Error("bug")), "Error: bug"],
  [
    "throws",
    () => {
      throw new TypeError("bug");
    },
    "TypeError: bug",
  ],
];
const ROUTES: [string, Route, unknown, Partial<Reply>][] = [
  ["/fallback", fallbackRoute(), MESSAGE, { body: generalWords("messaging") }],
  ["/debugger", debuggerRoute, debuggerEvent(), { status: 204 }],
  ["/incidents", incidentsRoute, {}, { status: 503 }],
];

describe.each(ROUTES)("%s", (name, route, event, expected) => {
  const lastLine = () => JSON.parse(printed.at(-1) ?? "null") as unknown;
  const expectRecord = (reason: string) => {
    if (name === "/incidents") return;
    expect(lastLine()).toMatchObject({ v: 1, journaled: false, reason });
  };

  it.each(WAYS_TO_FAIL)(
    "answers, and keeps the record, where its story %s",
    async (_, answer, reason) => {
      const context = name === "/incidents" ? {} : CONTEXT;
      const failing = { ...telling(route, answer), budgetMs: 1000 };
      const reply = await replyAlways(failing, context, event, coldMemory());
      expect(reply).toMatchObject(expected);
      expectRecord(reason);
    },
  );

  it("answers, and keeps the record, where its wiring fails", async () => {
    const memory = coldMemory();
    const reply = await replyAlways(route, BROKEN_CONTEXT, event, memory);
    expect(reply).toMatchObject(expected);
    expectRecord("Error: no environment");
  });
});

describe("an account without Sync", () => {
  it("has the log as its journal, and says so once", async () => {
    const context = {
      ACCOUNT_SID: "AC00000000000000000000000000000001",
      AUTH_TOKEN: "token",
      TWILIO_REGION: "ie1",
    };
    const memory = coldMemory();
    for (let calls = 0; calls < 2; calls++)
      await replyAlways(fallbackRoute(), context, MESSAGE, memory);
    const entry = expect.stringContaining('"journaled":false') as string;
    expect(printed).toEqual([
      expect.stringContaining("The journal is this log"),
      entry,
      entry,
    ]);
  });
});

describe("the line of the record", () => {
  const reply: Reply = { status: 204 };
  const entry = { sid: "CA1", journaled: true } as unknown as Parameters<
    Invocation["log"]
  >[0];

  it("comes last, behind every warning", async () => {
    const route = telling(debuggerRoute, async (_, { log }) => {
      log(entry);
      await new Promise(setImmediate);
      console.warn("Alert not sent");
      return reply;
    });
    const context = { BACKUP_METHOD: "PUT" };
    await replyAlways(route, context, debuggerEvent(), coldMemory());
    expect(printed).toEqual([
      "Bad setting BACKUP_METHOD: expected POST or GET",
      "Alert not sent",
      JSON.stringify(entry),
    ]);
  });

  it("is one, and says what became of the record, where the story goes on after its time", async () => {
    const route = telling(fallbackRoute(), (_, { log }) => {
      log(entry);
      return new Promise(() => undefined);
    });
    await replyAlways(route, CONTEXT, MESSAGE, coldMemory());
    expect(printed).toEqual([JSON.stringify(entry)]);
  });
});
