import { readFileSync } from "node:fs";
import type { TwilioEmulator } from "../../../src/emulator";
import type { JournalRecord } from "../../../src/journal/record";
import { checkTwiml, type TwimlChannel } from "../../../src/twilio/check-twiml";
import { basicAuth } from "../../../src/twilio/rest";
import { ALERTED_ONCE, alertsAt } from "../samples/alerts";
import type { Part } from "./dependencies";
import { recordsIn } from "../servers/emulator";
import type { WayToFail } from "../servers/ways-to-fail";
import type { Surroundings } from "./with-outage";

/** How a Function has answered, and how long it took. */
export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  readonly ms: number;
}

/** What is said where no backup helps. */
export const APOLOGIES: Readonly<Record<TwimlChannel, string>> = {
  voice: readFileSync("assets/voice-error.xml", "utf8"),
  messaging: readFileSync("assets/messaging-error.xml", "utf8"),
};

/** The first two laws: valid TwiML of the channel, and within the budget. */
export function expectReply(
  { status, type, body, ms }: Answered,
  channel: TwimlChannel,
  twiml: string,
  budgetMs: number,
): void {
  expect({ status, type, body }).toEqual({
    status: 200,
    type: "text/xml",
    body: twiml,
  });
  expect(checkTwiml(body, channel)).toBeNull();
  expect(ms).toBeLessThan(budgetMs);
}

/**
 * The third law: the record stands in Sync once; or whole, with a reason, in the log (and maybe
 * in Sync all the same, where the reply to the write was lost).
 */
export function expectRecord(
  record: Readonly<Record<string, unknown>>,
  isJournaled: boolean,
  log: readonly string[],
  emulator: TwilioEmulator,
): void {
  const isOurs = (one: unknown) => (one as JournalRecord).sid === record["sid"];
  const entry = isJournaled
    ? { journaled: true }
    : {
        journaled: false,
        reason: expect.stringMatching(/^Sync/) as string,
      };
  const logged = log.map((line) => JSON.parse(line) as object).filter(isOurs);
  expect(logged).toEqual([{ ...record, ...entry }]);
  const inSync = recordsIn(emulator).filter(isOurs);
  if (isJournaled || inSync.length > 0)
    expect(logged).toEqual(
      inSync.map((one) => ({ ...(one as object), ...entry })),
    );
}

/** Every channel that works has told of what failed at an origin, once. */
export function expectAlerts(
  origin: string,
  { broken, sinks, emulator: { messages } }: Surroundings,
): void {
  const isOurs = ({ body }: { body: string }) => body.includes(origin);
  const told = alertsAt(
    { alerts: sinks.alerts.filter(isOurs) },
    { messages: { ...messages, sent: messages.sent.filter(isOurs) } },
  );
  const ofWorking = (counts: Record<string, number>) =>
    Object.fromEntries(
      Object.entries(counts).filter(([name]) => !broken.has(name as Part)),
    );
  expect(ofWorking(told)).toEqual(ofWorking(ALERTED_ONCE));
}

/** The log names each channel that took no alert, with what is wrong, and warns of nothing else. */
export function expectWarnings(
  warnings: readonly string[],
  broken: ReadonlyMap<Part, WayToFail>,
): void {
  const channels = Object.keys(ALERTED_ONCE) as Part[];
  const words = channels.flatMap((channel) => {
    const way = broken.get(channel);
    // A 2xx that was read whole is an alert that was taken.
    return way === undefined || way.result === "not-twiml"
      ? []
      : [{ channel, pattern: wordsOf(way) }];
  });
  const isExpected = (warning: string) =>
    (broken.has("journal") && warning.startsWith("Alert may come twice")) ||
    words.some(
      ({ channel, pattern }) =>
        warning.startsWith(`Alert not sent by ${channel}`) &&
        pattern.test(warning),
    );
  expect(warnings.filter((warning) => !isExpected(warning))).toEqual([]);
  for (const { channel } of words)
    expect(warnings.join("\n")).toContain(`Alert not sent by ${channel}`);
}

function wordsOf({ result, status }: WayToFail): RegExp {
  if (status !== null && status >= 300) return new RegExp(`: ${status}\\b`);
  switch (result) {
    case "timeout":
      return /no answer in time|did not answer in time lately/;
    case "too-large":
      return /the answer is too large/;
    default:
      return /unreachable \(\w+/;
  }
}

/** Nothing in a log gives away a secret or a caller's number. */
export function expectNoSecret(
  log: readonly string[],
  settings: Readonly<Record<string, string>>,
  { accountSid, authToken }: Pick<TwilioEmulator, "accountSid" | "authToken">,
): void {
  // The emulator's token is a part of its account's SID.
  const told = log.join("\n").replaceAll(accountSid, "AC…");
  const secrets = Object.entries(settings)
    .filter(([name]) => /KEY$|SECRET$/.test(name))
    .map(([, value]) => value);
  const credentials = [authToken, basicAuth({ accountSid, authToken })];
  for (const secret of [...secrets, ...credentials, "s3cret", "266555006"])
    expect(told).not.toContain(secret);
  expect(told).not.toMatch(/343\d{3}0199/);
}
