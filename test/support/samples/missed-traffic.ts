import type { TwilioEmulator } from "../../../src/emulator";
import { outageHistory } from "./outage-history";

/** How much was missed, of how many people. */
export interface Traffic {
  readonly messages: number;
  readonly callbacks: number;
  readonly people: number;
}

/** What was missed, and what Twilio kept of it. */
export interface MissedTraffic {
  /** ISO 8601: before the first of it. */
  readonly since: string;
  /** Of messages and callbacks, in the order of their time. */
  readonly sids: readonly string[];
  readonly messages: ReadonlySet<string>;
  /** The parameters of each, as its alert has them. */
  readonly variables: ReadonlyMap<string, string>;
}

const OURS = ["+15550001111", "+4930901820", "+442079460000"];
const BODIES = [
  "Where is my parcel?",
  "=1+1 & 50 % off",
  "öäü ß 😀 日本語",
  "line one\nline two\r\n  + end ",
  "a".repeat(1600),
  "<Response/> \u0000 \" ' \\",
];
const MS_APART = 137;
const HOURS_AGO = 6;

/** Leaves messages and callbacks of many people behind, mixed, as a long outage does. */
export function missedTraffic(
  emulator: TwilioEmulator,
  url: string,
  { messages, callbacks, people }: Traffic,
): MissedTraffic {
  const history = outageHistory(emulator);
  const start = Date.now() - HOURS_AGO * 3_600_000;
  const total = messages + callbacks;
  const found = new Set<string>();
  const sids = Array.from({ length: total }, (_, n) => {
    const at = start + n * MS_APART;
    // Steps without a common divisor mix people, numbers and kinds.
    const person = `+1415${String(5_550_000 + ((n * 7919) % people))}`;
    const ours = OURS[n % OURS.length] ?? "";
    const isMessage =
      Math.floor(((n + 1) * messages) / total) >
      Math.floor((n * messages) / total);
    if (!isMessage)
      return history.callback(`${url}/status?n=1`, at, {
        from: ours,
        to: person,
      });
    const body = BODIES[n % BODIES.length] ?? "";
    const sid = history.message(`${url}/sms?app=1`, at, {
      from: person,
      to: ours,
      body,
    });
    found.add(sid);
    return sid;
  });
  const variables = new Map(
    emulator.monitor.alerts
      .all()
      .map(({ body }) => [
        String(body["resource_sid"]),
        String(body["request_variables"]),
      ]),
  );
  const since = new Date(start - 60_000).toISOString();
  return { since, sids, messages: found, variables };
}
