import { createHash } from "node:crypto";
import { STRICT_PRIVACY } from "../../../src/journal/privacy";
import {
  journalRecord,
  type Attempt,
  type Failure,
  type JournalRecord,
  type Outcome,
} from "../../../src/journal/record";
import { clockAt } from "./clock-at";

/** A backup that answered, and one that did not. */
const ANSWERED: Attempt = {
  origin: "https://fallback.example.com",
  result: "twiml",
  status: 200,
  ms: 84,
};
const TIMED_OUT: Attempt = {
  origin: "https://dr.example.com",
  result: "timeout",
  status: null,
  ms: 2500,
};

/** How a failure ended for its caller. */
export const RECOVERED: Outcome = {
  outcome: "recovered",
  recoveredBy: ANSWERED.origin,
  attempts: [ANSWERED],
};
const APOLOGIZED: Outcome = {
  outcome: "apologized",
  attempts: [TIMED_OUT],
};

let made = 0;

/** The record of a call that failed some minutes before `now`. */
export function failedCall(
  now: number,
  minutesAgo: number,
  outcome: Outcome = APOLOGIZED,
  parts: Partial<Failure> = {},
): JournalRecord {
  made += 1;
  const hash = createHash("md5").update(String(made)).digest("hex");
  const { errorUrl = new URL("https://www.example.com/voice/menu") } = parts;
  const from = `+1555014${String(1000 + (made % 9000))}`;
  return journalRecord(
    {
      channel: "voice",
      errorCode: 11200,
      errorUrl,
      subject: null,
      origin: errorUrl?.origin ?? null,
      sid: `CA${hash}`,
      accountSid: null,
      from,
      to: "+15550001111",
      direction: "inbound",
      ours: "to",
      person: from,
      rehearsal: false,
      ...parts,
    },
    outcome,
    clockAt(now - minutesAgo * 60_000, 131),
    { ...STRICT_PRIVACY, authToken: "token" },
  );
}
