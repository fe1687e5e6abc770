import { randomBytes } from "node:crypto";
import { STRICT_PRIVACY } from "../../../src/journal/privacy";
import {
  journalRecord,
  type Failure,
  type JournalRecord,
} from "../../../src/journal/record";
import { clockAt } from "./clock-at";

/** The failure of a call of its own. */
export function someFailure(overrides: Partial<Failure> = {}): Failure {
  const { errorUrl = new URL("https://www.example.com/index") } = overrides;
  return {
    channel: "voice",
    errorCode: 11200,
    errorUrl,
    subject: null,
    origin: errorUrl?.origin ?? null,
    sid: `CA${randomBytes(16).toString("hex")}`,
    accountSid: null,
    from: null,
    to: null,
    direction: "inbound",
    ours: null,
    person: null,
    rehearsal: false,
    ...overrides,
  };
}

/** The record of a call of its own. */
export function someRecord(overrides: Partial<Failure> = {}): JournalRecord {
  return journalRecord(
    someFailure(overrides),
    { outcome: "apologized", attempts: [] },
    clockAt(Date.now(), 1),
    STRICT_PRIVACY,
  );
}
