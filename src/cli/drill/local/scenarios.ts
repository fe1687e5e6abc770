import { phoneApp } from "../world/phone-app";
import type { BackupState } from "../world/start-backups";
import { listenOnLoopback } from "../../../emulator";
import {
  SCENARIOS as PRIMARY_SCENARIOS,
  type ScenarioName as PrimaryScenarioName,
} from "../world/start-primary";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { Stage } from "./stage";

/** One thing to play: how a primary fails, and which backups there are. */
export interface Scenario {
  readonly name: string;
  /** What fails, in words. */
  readonly what: string;
  /** The backups in the order of `BACKUP_ORIGINS`. */
  readonly backups: readonly BackupState[];
  /** How it must end: whether the fallback is asked, and what it does. */
  readonly mustBe: "untroubled" | "apologized" | "recovered";
  /** The primary's URL. */
  readonly primaryUrl: (
    stage: Pick<Stage, "primary" | "emulator">,
    channel: TwimlChannel,
  ) => Promise<string>;
}

const PRIMARY_FAILURES = Object.entries(PRIMARY_SCENARIOS).map(
  ([name, what]): Scenario => ({
    name,
    what,
    backups: [],
    mustBe: name === "healthy" ? "untroubled" : "apologized",
    primaryUrl: ({ primary }, channel) =>
      Promise.resolve(primary.url(name as PrimaryScenarioName, channel)),
  }),
);

const withBackups = (
  name: string,
  what: string,
  backups: readonly BackupState[],
  mustBe: Scenario["mustBe"],
): Scenario => ({
  name,
  what,
  backups,
  mustBe,
  primaryUrl: ({ primary }, channel) =>
    Promise.resolve(primary.url("server-error", channel)),
});

/** Every scenario in the order to play. */
export const SCENARIOS: readonly Scenario[] = [
  ...PRIMARY_FAILURES,
  withBackups("backup", "500; a backup", ["healthy"], "recovered"),
  withBackups(
    "second-backup",
    "500; first backup dead",
    ["dead", "healthy"],
    "recovered",
  ),
  withBackups("dead-backups", "500; backup dead", ["dead"], "apologized"),
  withBackups("hanging-backup", "500; backup hangs", ["hanging"], "apologized"),
  withBackups(
    "garbage-backup",
    "500; backup serves a page",
    ["garbage"],
    "apologized",
  ),
  {
    name: "dies-between-steps",
    what: "primary dies between steps",
    backups: ["healthy"],
    mustBe: "recovered",
    primaryUrl: async ({ emulator }) => {
      const app = phoneApp(emulator.authToken);
      app.once("request", () => app.close());
      const { port } = await listenOnLoopback(app);
      return `http://localhost:${port}/menu`;
    },
  },
];
