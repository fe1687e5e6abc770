import { generalWords } from "../support/samples/general-words";
import { readRequest } from "../../src/invocation/failed-request";
import { recordOrigin } from "../../src/journal/incident-key";
import type { JournalRecord } from "../../src/journal/record";
import { builtFunction } from "../support/runtime/built-function";
import { anyEvent, SECRET } from "../support/arbitraries/event-arbitrary";
import { startForgetfulTwilio } from "../support/servers/forgetful-twilio";
import { fuzz } from "../support/arbitraries/fuzz";
import { isSigned } from "../support/laws/is-signed";
import {
  goodAnswer,
  startRawServer,
  type RawRequest,
  type RawServer,
} from "../support/servers/raw-server";
import { expectLawful, expectMasked } from "../support/laws/record-law";

const TWIML = "<Response><Say>From the backup.</Say></Response>";

/** The texts of a parameter, as the contract reads them. */
const textsOf = (event: unknown, name: string): string[] =>
  Object.entries(event ?? {})
    .filter(([key]) => key === name)
    .flatMap(([, value]: [string, unknown]) => value)
    .filter((text) => ["string", "number"].includes(typeof text))
    .map(String);

const isGiven = (event: unknown, ...names: string[]): boolean =>
  names.some((name) => textsOf(event, name).some((text) => text !== ""));

const channelOf = (event: unknown): JournalRecord["channel"] => {
  if (isGiven(event, "CallSid")) return "voice";
  return isGiven(event, "MessageSid", "SmsSid", "SmsMessageSid")
    ? "messaging"
    : "unknown";
};

/** What is answered where words would do harm. */
const SILENCES = [
  "<Response/>",
  "<Response><Hangup/></Response>",
  '<Response><Pause length="30"/></Response>',
];

const cold = builtFunction("fallback.protected");

describe("whatever the parameters", () => {
  const asked: RawRequest[] = [];
  const alerts: RawRequest[] = [];
  let twilio: Awaited<ReturnType<typeof startForgetfulTwilio>>;
  let other: RawServer;
  beforeAll(async () => {
    [twilio, other] = await Promise.all([
      startForgetfulTwilio(),
      startRawServer(),
    ]);
    other.answer = (request) => {
      const isAlert = request.path === "/webhook";
      (isAlert ? alerts : asked).push(request);
      return goodAnswer(200, isAlert ? "ok" : TWIML, "text/xml");
    };
  });
  afterAll(async () => {
    expect(twilio.unknownCalls).toEqual([]);
    await Promise.all([twilio.stop(), other.stop()]);
  });

  fuzz(
    "the reply is TwiML, and the record lawful, masked, and in Sync and the log once",
    1000,
    anyEvent,
    async (event) => {
      twilio.forget();
      asked.length = alerts.length = 0;
      const { reply, log, warnings } = await cold()(
        {
          ...twilio.settings,
          JOURNAL_SHARDS: "1",
          BACKUP_ORIGINS: `http://${other.host}/app`,
          ALERT_WEBHOOK_URL: `http://${other.host}/webhook`,
        },
        event,
      );
      other.dropConnections();

      expect(log).toHaveLength(1);
      const [record] = twilio.records() as [JournalRecord];
      expect(JSON.parse(log[0] ?? "")).toEqual({
        ...record,
        journaled: true,
      });
      expect(twilio.records()).toHaveLength(1);
      expectLawful(record);
      const isOurs = readRequest(event).failure.ours;
      if (isOurs !== "from") expectMasked(record.from);
      if (isOurs !== "to") expectMasked(record.to);

      const channel = channelOf(event);
      expect(record.channel).toBe(channel);
      expect(reply).toMatchObject({
        status: 200,
        headers: { "Content-Type": "text/xml" },
      });
      const { body } = reply;
      if (record.outcome === "recovered") expect(body).toBe(TWIML);
      if (record.outcome === "apologized")
        expect(body).toBe(generalWords(channel));
      if (record.outcome === "silent") expect(SILENCES).toContain(body);
      const account = textsOf(event, "AccountSid").find((sid) => sid !== "");
      const isOwn = [undefined, twilio.settings["ACCOUNT_SID"]].includes(
        account,
      );
      const isAsSigned = (one: RawRequest) =>
        isOwn ? isSigned(one, "token") : !("x-twilio-signature" in one.headers);
      expect(asked.filter((one) => !isAsSigned(one))).toEqual([]);

      expect(warnings).toEqual([]);
      const isRehearsal = textsOf(event, "FallbackRehearsal").length > 0;
      expect(record.rehearsal ?? false).toBe(isRehearsal);
      const isFailure = record.errorCode !== null || recordOrigin(record);
      expect(alerts).toHaveLength(isFailure && !isRehearsal ? 1 : 0);
      const told = [...log, ...alerts.map(({ body }) => body)].join();
      expect(told).not.toContain(SECRET);
    },
  );
});
