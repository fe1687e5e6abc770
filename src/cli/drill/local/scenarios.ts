import { listenOnLoopback } from "../../../emulator";
import type { JournalRecord } from "../../../journal/record";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { phoneApp } from "../world/phone-app";
import { PRIMARY_FAULTS, type PrimaryFaultName } from "../world/primary-faults";
import type { BackupState } from "../world/start-backups";
import type { Stage } from "./stage";

/** How a failure ends, by the journal. */
export type Outcome = JournalRecord["outcome"];

/**
 * How a scenario must end: with no failure, with each failure of it in one way, or with its
 * failures in these ways, in their order.
 */
export type Expected = "untroubled" | Outcome | readonly Outcome[];

/** One thing to play. */
export interface Scenario {
  /** What fails, in words. */
  readonly what: string;
  /** How it must end on each channel on which it is played. */
  readonly expected: Readonly<Partial<Record<TwimlChannel, Expected>>>;
  /** Twilio's error code of the first failure; null where it is not the point. */
  readonly code: number | null;
  /** The primary's URL. */
  readonly primary: (
    stage: Pick<Stage, "primary" | "emulator">,
    channel: TwimlChannel,
  ) => string | Promise<string>;
  /** What is written; a question where it is left out. */
  readonly body?: string;
  /** Whether a machine writes, which answers each message that it gets. */
  readonly answersItself?: boolean;
  /** The backups in the order of `BACKUP_ORIGINS`. */
  readonly backups: readonly BackupState[];
}

const onBoth = (expected: Expected): Scenario["expected"] => ({
  voice: expected,
  messaging: expected,
});

/** Whether the primary took the message, and answered it badly. */
export function isTaken(code: number | null): boolean {
  return code === 11770 || code === 12300;
}

const FAULTS = Object.entries(PRIMARY_FAULTS).map(
  ([name, { what, code }]): [string, Scenario] => [
    name,
    {
      what,
      code,
      expected: {
        voice: "apologized",
        messaging: isTaken(code) ? "silent" : "apologized",
      },
      primary: ({ primary }) => primary.url(name as PrimaryFaultName),
      backups: [],
    },
  ],
);

/** A 500, and backups of these states. */
const withBackups = (
  what: string,
  backups: readonly BackupState[],
  expected: Scenario["expected"],
): Scenario => ({
  what: `500; ${what}`,
  code: 11200,
  expected,
  primary: ({ primary }) => primary.url("server-error"),
  backups,
});

/** Every scenario by its name, in the order to play. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  ...Object.fromEntries(FAULTS),
  healthy: {
    what: "healthy primary",
    code: null,
    expected: onBoth("untroubled"),
    primary: ({ primary }, channel) => primary.url(`healthy-${channel}`),
    backups: [],
  },
  backup: withBackups("a backup", ["healthy"], onBoth("recovered")),
  "second-backup": withBackups(
    "first backup dead",
    ["dead", "healthy"],
    onBoth("recovered"),
  ),
  "dead-backups": withBackups("backup dead", ["dead"], onBoth("apologized")),
  "hanging-backup": withBackups(
    "backup hangs",
    ["hanging"],
    onBoth("apologized"),
  ),
  "garbage-backup": withBackups(
    "backup serves a page",
    ["garbage"],
    onBoth("apologized"),
  ),
  "silent-backup": withBackups("backup says nothing (204)", ["silent"], {
    voice: "apologized",
    messaging: "recovered",
  }),
  "plain-backup": withBackups(
    "backup in plain text",
    ["plain"],
    onBoth("recovered"),
  ),
  whisper: {
    what: "whisper fails; the call goes on",
    code: 11200,
    expected: { voice: "silent" },
    primary: ({ primary }) => primary.url("whisper"),
    backups: [],
  },
  queue: {
    what: "music of a queue fails",
    code: 11200,
    expected: { voice: "silent" },
    primary: ({ primary }) => primary.url("queue"),
    backups: [],
  },
  "auto-responder": {
    what: "500; a machine answers us",
    code: 11200,
    // The second message of an hour gets no words, so that two machines stop.
    expected: { messaging: ["apologized", "apologized"] },
    primary: ({ primary }) => primary.url("server-error"),
    answersItself: true,
    backups: [],
  },
  "opt-out": {
    what: "500; somebody writes STOP",
    code: 11200,
    expected: { messaging: "silent" },
    primary: ({ primary }) => primary.url("server-error"),
    body: "STOP",
    backups: [],
  },
  "dies-between-steps": {
    what: "primary dies between steps",
    code: 11202,
    expected: onBoth("recovered"),
    primary: async ({ emulator }) => {
      const app = phoneApp(emulator.authToken);
      app.once("request", () => app.close());
      const { url } = await listenOnLoopback(app);
      return `${url}/menu`;
    },
    backups: ["healthy"],
  },
};
