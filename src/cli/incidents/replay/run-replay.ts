import { logIn } from "../../account/login";
import { explain } from "../../account/trouble";
import { twilioSdk } from "../../account/twilio-sdk";
import type { ExitCode } from "../../command";
import type { Surroundings } from "../../surroundings";
import { UserError } from "../../user-error";
import type { Scope } from "../scope";
import { sendBySdk } from "./carry-out-replies";
import {
  describePlan,
  describeReplay,
  replayJson,
  whatOf,
} from "./describe-replay";
import { openLedger } from "./ledger";
import { makePlan, type Plan } from "./make-plan";
import { pace, replay, untouched, type Replayed } from "./replay";

/** What to bring back, and how. */
export interface ReplayOptions {
  readonly scope: Scope;
  /** The base of another server; null where each webhook goes to its own URL. */
  readonly to: URL | null;
  /** Requests a second. */
  readonly rate: number;
  readonly again: boolean;
  readonly replies: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Shows what was missed, asks, and gives it to the primary. */
export async function runReplay(
  options: ReplayOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { terminal, now } = surroundings;
  const { access, settings } = await logIn(surroundings, "token");
  const sdk = twilioSdk(access);
  const ledger = openLedger(sdk, settings);
  const plan = await makePlan(options.scope, options, {
    sdk,
    settings,
    ledger,
    surroundings,
  }).catch((error: unknown) => {
    throw explain(error, access);
  });
  if (!options.json) terminal.print(describePlan(plan));

  const due = plan.items.filter(
    ({ todo }) => todo === "give" || todo === "reply",
  );
  if (options.dryRun || due.length === 0)
    return report(plan, plan.items.map(untouched), false, options, terminal);
  if (!(await isAllowed(plan, options, terminal))) return 1;

  const stopped = surroundings.untilStopped();
  const progress = await terminal.progress("Bringing back", due.length);
  const { items, isPrimaryDown } = await replay(
    plan.items,
    {
      ledger,
      send: sendBySdk(sdk),
      authToken: access.password,
      again: options.again,
      replies: options.replies,
      now,
      turn: pace(options.rate),
    },
    stopped,
    ({ item, state }) => {
      progress.step(`${item.webhook.sid} ${state}`);
    },
  ).catch((error: unknown) => {
    throw explain(error, access);
  });
  progress.end();
  return report(plan, items, isPrimaryDown, options, terminal);
}

async function isAllowed(
  plan: Plan,
  { yes }: ReplayOptions,
  terminal: Surroundings["terminal"],
): Promise<boolean> {
  if (yes) return true;
  if (!terminal.isInteractive)
    throw new UserError(
      "Nobody is here to be asked: add --yes to send, or --dry-run to look. Nothing was sent.",
    );
  const given = plan.items.filter(({ todo }) => todo === "give");
  return await terminal.confirm(`Send ${whatOf(given)}?`);
}

function report(
  plan: Plan,
  items: readonly Replayed[],
  isPrimaryDown: boolean,
  { json, dryRun }: ReplayOptions,
  terminal: Surroundings["terminal"],
): ExitCode {
  if (json) terminal.print(JSON.stringify(replayJson(plan, items)));
  else if (!dryRun) terminal.print(describeReplay(items, isPrimaryDown));
  const isLeft = items.some(
    ({ state, kept }) =>
      state === "refused" ||
      state === "unknown" ||
      state === "busy" ||
      (state === "planned" && !dryRun) ||
      kept?.entry.unusable !== undefined ||
      (kept?.entry.replies ?? []).some(
        (reply) =>
          reply.state === "refused" ||
          reply.state === "asked" ||
          (reply.state === "planned" && !dryRun),
      ),
  );
  return isLeft || plan.gone.length > 0 ? 1 : 0;
}
