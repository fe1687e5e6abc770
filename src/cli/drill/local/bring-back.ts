import { listenOnLoopback } from "../../../emulator";
import { readLogin } from "../../account/login";
import { twilioSdk } from "../../account/twilio-sdk";
import { sendBySdk } from "../../incidents/replay/carry-out-replies";
import { openLedger } from "../../incidents/replay/ledger";
import { makePlan } from "../../incidents/replay/make-plan";
import { pace, replay, type Replayed } from "../../incidents/replay/replay";
import { emulatorSettings } from "../../service/emulator-settings";
import type { Surroundings } from "../../surroundings";
import { phoneApp } from "../world/phone-app";
import type { DrillRow } from "./play";
import { isTaken } from "./scenarios";
import type { Stage } from "./stage";

/** What was brought back to the primary after its outage. */
export interface BroughtBack {
  readonly messages: number;
  /** Those whose senders got what the primary answers. */
  readonly answered: number;
  /** Those whose senders want nothing any more. */
  readonly optedOut: number;
  /** What should have been otherwise, in words; none where all is well. */
  readonly broken: readonly string[];
}

const PER_SECOND = 1000;

/**
 * Ends the outage: gives a primary that is back every message that it missed, as `incidents replay`
 * does, and sends what it answers.
 *
 * @param since - When the drill began, in Unix milliseconds.
 */
export async function bringBack(
  since: number,
  rows: readonly DrillRow[],
  { emulator }: Stage,
  surroundings: Surroundings,
): Promise<BroughtBack> {
  const { now } = surroundings;
  const { access, settings } = readLogin(
    emulatorSettings(emulator),
    {},
    "token",
  );
  const sdk = twilioSdk(access);
  const ledger = openLedger(sdk, settings);
  const primary = await listenOnLoopback(phoneApp(emulator.authToken));
  try {
    const plan = await makePlan(
      { since, until: now() },
      { to: new URL(primary.url), again: false },
      { sdk, settings, ledger, surroundings },
    );
    const { items } = await replay(
      plan.items,
      {
        ledger,
        send: sendBySdk(sdk),
        authToken: access.password,
        again: false,
        replies: true,
        now,
        turn: pace(PER_SECOND),
      },
      new AbortController().signal,
    );
    return judge(items, rows);
  } finally {
    await primary.stop();
  }
}

/** Twilio sends nothing to somebody who has opted out. */
const OPTED_OUT = "21610";

function judge(
  items: readonly Replayed[],
  rows: readonly DrillRow[],
): BroughtBack {
  const messages = items.filter(({ item }) => item.webhook.kind === "message");
  const missed = rows
    .filter(({ channel, recoveredBy, error }) => {
      const wasMissed = recoveredBy === null && !isTaken(error?.code ?? null);
      return channel === "messaging" && wasMissed;
    })
    .flatMap(({ steps }) => steps.filter(({ ms }) => ms !== null));
  const undelivered = items.filter(({ state }) => state !== "delivered");
  const answered = messages.filter(({ kept }) =>
    kept?.entry.replies.some(({ state }) => state === "sent"),
  );
  const optedOut = messages.filter(({ remarks }) =>
    remarks.some((remark) => remark.includes(OPTED_OUT)),
  );
  const unanswered = messages.length - answered.length - optedOut.length;
  return {
    messages: messages.length,
    answered: answered.length,
    optedOut: optedOut.length,
    broken: [
      messages.length !== missed.length &&
        `${messages.length} messages were brought back, and ${missed.length} were missed`,
      undelivered.length > 0 &&
        `${undelivered.length} webhooks did not reach the primary that is back`,
      unanswered > 0 && `${unanswered} senders did not get its answer`,
    ].filter((fault) => fault !== false),
  };
}
