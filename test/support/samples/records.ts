import { randomBytes } from "node:crypto";
import {
  journalRecord,
  STRICT_PRIVACY,
  type Failure,
  type JournalRecord,
} from "../../../src/journal/record";
import { clockAt } from "./clock-at";

/** The failure of a call of its own. */
export function someFailure(overrides: Partial<Failure> = {}): Failure {
  return {
    channel: "voice",
    errorCode: 11200,
    errorUrl: new URL("https://www.example.com/index"),
    sid: `CA${randomBytes(16).toString("hex")}`,
    accountSid: null,
    from: null,
    to: null,
    direction: null,
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
