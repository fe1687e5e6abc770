import { setTimeout as sleep } from "node:timers/promises";
import type { TwilioEmulator } from "../../../src/emulator";
import { startCommand } from "../runtime/command";
import { runHere } from "../runtime/in-process";
import {
  missedTraffic,
  type MissedTraffic,
  type Traffic,
} from "../samples/missed-traffic";
import { emulatorSettings, withEmulator } from "../servers/emulator";
import {
  startPrimaryAgain,
  twiml,
  valueOf,
  type Answer,
  type Received,
} from "../servers/recovered-primary";

/** How much was missed, and how often the command that brings it back is killed. */
export interface ReplayOrdeal extends Traffic {
  readonly kills: number;
}

/** An item of `replay --json`. */
export interface ReplayItem {
  readonly sid: string;
  readonly state: string;
  readonly replies: readonly { readonly state: string }[];
}

/** What an ordeal left behind. */
export interface ReplayEnd {
  readonly missed: MissedTraffic;
  /** In the order in which the primary got it. */
  readonly received: readonly Received[];
  /** The bodies of the replies: the SIDs of the messages that they answer. */
  readonly replied: readonly string[];
  /** As it was when nothing was left to do without `--again`. */
  readonly settled: {
    readonly items: readonly ReplayItem[];
    readonly received: number;
    readonly replied: number;
  };
  /** As it was after runs with `--again`. */
  readonly final: readonly ReplayItem[];
  readonly figures: {
    readonly requests: number;
    readonly answersLost: number;
    /** At most so many requests were under way when a command was killed. */
    readonly cutOff: number;
    readonly runs: number;
  };
}

/** Every so many requests the primary fails so often: one stops a run, the other does not. */
const FLAPS = [
  { every: 211, times: 3 },
  { every: 1499, times: 12 },
];
const LOSES_ONE_IN = 100;
/** Of one command. */
const LANES_AT_ONCE = 10;
/** What a killed command was at counts as another operator's for 30 s. */
const LONGER_THAN_BUSY_MS = 31_000;
const MAX_RUNS = 60;

/** Plays an ordeal to its end; nothing is judged here. */
export async function playReplay(ordeal: ReplayOrdeal): Promise<ReplayEnd> {
  const ends: ReplayEnd[] = [];
  const figures = { answersLost: 0, cutOff: 0, runs: 0, requests: 0 };
  let isLosing = true;
  const answer = (one: Received): Answer => {
    const n = (figures.requests += 1);
    if (FLAPS.some(({ every, times }) => n > every && n % every < times))
      return { status: 503 };
    if (isLosing && n % LOSES_ONE_IN === LOSES_ONE_IN / 2) {
      figures.answersLost += 1;
      return "lost";
    }
    return valueOf("MessageStatus", one) === undefined
      ? twiml(`<Message>${valueOf("MessageSid", one) ?? ""}</Message>`)
      : twiml("");
  };

  const play = async (emulator: TwilioEmulator) => {
    const primary = await startPrimaryAgain(emulator.authToken, answer);
    const { received } = primary;
    const replied = () => emulator.messages.sent.map(({ body }) => body);
    const missed = missedTraffic(emulator, primary.url, ordeal);
    const environment = emulatorSettings(emulator);
    const args = ["--since", missed.since, "--rate", "1000", "--yes", "--json"];

    const runAndKill = async (operators: number, after: number) => {
      const enough = received.length + after;
      const commands = Array.from({ length: operators }, () =>
        startCommand("incidents", ["replay", ...args], "/", environment),
      );
      const running = new Set(commands);
      const ended = Promise.all(
        commands.map(async (one) => {
          await one.ended;
          running.delete(one);
        }),
      );
      while (received.length < enough && running.size > 0) await sleep(2);
      await sleep(Math.random() * 20);
      for (const command of commands) command.kill("SIGKILL");
      await ended;
      figures.runs += operators;
      figures.cutOff += operators * LANES_AT_ONCE;
    };
    const runToEnd = async (...more: string[]): Promise<ReplayItem[]> => {
      figures.runs += 1;
      const { stdout, stderr } = await runHere(
        ["incidents", "replay", ...args, ...more],
        {
          environment,
          now: () => Date.now() + figures.runs * LONGER_THAN_BUSY_MS,
        },
      );
      expect(stderr).toBe("");
      return (JSON.parse(stdout) as { items: ReplayItem[] }).items;
    };

    try {
      for (let kill = 0; kill < ordeal.kills; kill++) {
        const left = missed.sids.length - received.length;
        const share = (2 * left) / (ordeal.kills - kill + 1);
        await runAndKill(kill % 4 === 1 ? 2 : 1, Math.random() * share);
      }
      let items: ReplayItem[];
      let before: number;
      do {
        before = figures.requests;
        items = await runToEnd();
      } while (figures.requests > before && figures.runs < MAX_RUNS);
      const settled = {
        items,
        received: received.length,
        replied: replied().length,
      };
      isLosing = false;
      while (!items.every(isDone) && figures.runs < MAX_RUNS)
        items = await runToEnd("--again");
      ends.push({
        missed,
        received,
        replied: replied(),
        settled,
        final: items,
        figures,
      });
    } finally {
      await primary.stop();
    }
  };
  await withEmulator(play, { syncRate: { perSecond: 1e6, burstSeconds: 1 } });
  const [end] = ends;
  if (end === undefined) throw new Error("It did not come to its end.");
  return end;
}

/** Whether nothing is left to do about an item. */
export function isDone({ state, replies }: ReplayItem): boolean {
  return (
    state === "delivered" && replies.every((reply) => reply.state === "sent")
  );
}
