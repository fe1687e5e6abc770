import fc from "fast-check";
import { readFeed } from "../../src/dashboard/client/feed";
import { readEvent } from "../../src/debugger/read-event";
import type { JournalRecord } from "../../src/journal/record";
import type { InvokeInProcess } from "../../src/emulator/runtime";
import { builtFunction } from "../support/runtime/built-function";
import { debuggerEvent, PAYLOAD } from "../support/samples/debugger-event";
import { anyEvent, party } from "../support/arbitraries/event-arbitrary";
import { startForgetfulTwilio } from "../support/servers/forgetful-twilio";
import { fuzz } from "../support/arbitraries/fuzz";
import { mutated } from "../support/arbitraries/mutated";
import { expectLawful, expectMasked } from "../support/laws/record-law";

const TOKEN = "0123456789abcdef";

/** The payload with anything in place of one part of it, at any depth. */
const otherPayload: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.constantFrom(
      [],
      ["resource_sid"],
      ["error_code"],
      ["more_info"],
      ["more_info", "url"],
      ["webhook"],
      ["webhook", "request"],
      ["webhook", "request", "url"],
      ["webhook", "request", "parameters"],
      ["webhook", "request", "parameters", "From"],
    ),
    fc.oneof(fc.jsonValue(), party, anyEvent),
  )
  .map(([path, part]) => withPart(PAYLOAD, path, part));

const debuggerEvents = fc.oneof(
  fc
    .tuple(otherPayload, fc.constantFrom("ERROR", "WARNING", "", "warning"))
    .map(([payload, level]) => debuggerEvent(payload ?? "null", level)),
  mutated(fc.constant(JSON.stringify(PAYLOAD))).map((text) =>
    debuggerEvent(text),
  ),
  anyEvent,
);

const hours = fc.oneof(
  fc.constantFrom(undefined, "", "1", "720", "721", "0", "24", " 24", "1e2"),
  fc.constantFrom(24, ["1"], { gt: 1 }, null, "٣", "00000001", "-1", "1.5"),
  fc.nat(999).map(String),
  fc.jsonValue(),
);
const authorization = fc.oneof(
  fc.constantFrom(
    ...[`Bearer ${TOKEN}`, `bearer   ${TOKEN}`, TOKEN, `Basic ${TOKEN}`],
    ...[`Bearer ${TOKEN} `, `Bearer ${TOKEN}\n`, `Bearer${TOKEN}`, "Bearer "],
  ),
  fc.string({ unit: "binary" }).map((noise) => `Bearer ${noise}`),
  fc.jsonValue(),
);
const feedRequests = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(authorization, hours)
      .map(([authorization, hours]): unknown => ({
        request: { headers: { authorization } },
        hours,
      })),
  },
  anyEvent,
);

describe("whatever is asked of the other routes", () => {
  let twilio: Awaited<ReturnType<typeof startForgetfulTwilio>>;
  let incidents: InvokeInProcess;
  const coldDebugger = builtFunction("debugger.protected");
  beforeAll(async () => {
    twilio = await startForgetfulTwilio();
    incidents = builtFunction("incidents")();
  });
  afterAll(async () => {
    expect(twilio.unknownCalls).toEqual([]);
    await twilio.stop();
  });

  fuzz(
    "/debugger answers 204, and journals one lawful, masked record",
    1000,
    debuggerEvents,
    async (event) => {
      twilio.forget();
      const context = { ...twilio.settings, JOURNAL_SHARDS: "1" };
      const { reply, log, warnings } = await coldDebugger()(context, event);
      expect(reply).toMatchObject({ status: 204, body: "" });
      const [record] = twilio.records() as [JournalRecord];
      expect(twilio.records()).toHaveLength(1);
      expectLawful(record);
      expect(record.source).toBe("debugger");
      const { ours } = readEvent(event).failure;
      if (ours !== "from") expectMasked(record.from);
      if (ours !== "to") expectMasked(record.to);
      expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([
        { ...record, journaled: true },
      ]);
      expect(warnings).toEqual([]);
    },
  );

  fuzz(
    "/incidents answers with the feed, or says why not, and never without the token",
    2000,
    feedRequests,
    async (event) => {
      const context = { ...twilio.settings, DASHBOARD_TOKEN: TOKEN };
      const { reply } = await incidents(context, event);
      const { request, hours } = (event ?? {}) as {
        request?: { headers?: { authorization?: unknown } | null } | null;
        hours?: unknown;
      };
      const header = request?.headers?.authorization;
      const isRight =
        typeof header === "string" &&
        header.toLowerCase().startsWith("bearer ") &&
        header.slice("bearer ".length).trimStart() === TOKEN;
      const isInRange =
        hours === undefined ||
        hours === "" ||
        (typeof hours === "string" &&
          /^\d{1,3}$/.test(hours) &&
          Number(hours) >= 1 &&
          Number(hours) <= 720);
      expect(reply.status).toBe(isRight ? (isInRange ? 200 : 400) : 401);
      expect(reply.headers["Cache-Control"]).toBe("no-store");
      if (reply.status !== 200)
        expect(JSON.parse(reply.body)).toEqual({
          reason: expect.any(String) as unknown,
        });
    },
  );

  fuzz(
    "the page takes a feed for what it is, or for none",
    3000,
    fc.oneof(
      fc.jsonValue(),
      fc.record({
        incidents: fc.array(fc.jsonValue()),
        failures: fc.array(fc.jsonValue()),
      }),
    ),
    (json) => {
      const feed = readFeed(json);
      if (feed === null) return;
      expect(readFeed(JSON.parse(JSON.stringify(feed)))).toEqual(feed);
    },
  );
});

/** A copy in which another value stands at a path. */
function withPart(
  whole: unknown,
  [name, ...path]: readonly string[],
  part: unknown,
): unknown {
  if (name === undefined) return part;
  const from = whole as Record<string, unknown>;
  return { ...from, [name]: withPart(from[name], path, part) };
}
