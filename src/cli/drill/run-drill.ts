import { joinWords } from "../../text/count";
import type { TwimlChannel } from "../../twilio/check-twiml";
import type { ExitCode } from "../command";
import type { Surroundings } from "../surroundings";
import { UserError } from "../user-error";
import type { DeadPrimaryName } from "./call/dead-primaries";
import { drillBackups } from "./backups/drill-backups";
import { drillCall } from "./call/drill-call";
import { drillDeployed } from "./deployed/drill-deployed";
import { drillHere } from "./local/drill-here";
import { SCENARIOS } from "./local/scenarios";

/** What to drill, as it was typed. */
export interface DrillOptions {
  readonly scenario: string | undefined;
  readonly channel: TwimlChannel | undefined;
  readonly target: string | undefined;
  readonly backups: boolean;
  readonly errorUrl: string | undefined;
  readonly everyPrimary: boolean;
  readonly except: readonly string[] | undefined;
  readonly call: string | undefined;
  readonly from: string | undefined;
  readonly dead: DeadPrimaryName | undefined;
  readonly confirm: string | undefined;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** Drills the service on this machine, or a deployed one. */
export async function runDrill(
  options: DrillOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { target, scenario, channel, backups, errorUrl } = options;
  const { verbose, json, call } = options;
  const channels: readonly TwimlChannel[] = channel
    ? [channel]
    : ["voice", "messaging"];
  if (target === undefined && (backups || errorUrl !== undefined)) {
    throw new UserError(
      "--backups and --error-url: expected --target too, the deployed service to drill",
    );
  }
  refuseWithoutCall(options);
  refuseWithoutBackups(options);
  if (options.everyPrimary && target !== undefined) {
    const { except = [] } = options;
    const isOk = await drillBackups({ target, except, json }, surroundings);
    return isOk ? 0 : 1;
  }
  if (call !== undefined) {
    if (target === undefined) {
      throw new UserError(
        "--call: expected --target too, the deployed service that is to answer",
      );
    }
    const { from, confirm, dead = "refused" } = options;
    const typed = { target, call, from, confirm, dead, json };
    return (await drillCall(typed, surroundings)) ? 0 : 1;
  }
  if (scenario !== undefined) refuseUnknown(scenario);
  const isOk =
    target === undefined
      ? await drillHere({ channels, scenario, verbose, json }, surroundings)
      : await drillDeployed(
          { target, channels, backups, errorUrl, json },
          surroundings,
        );
  return isOk ? 0 : 1;
}

function refuseWithoutCall({ call, ...options }: DrillOptions): void {
  if (call !== undefined) return;
  for (const name of ["from", "dead", "confirm"] as const) {
    if (options[name] !== undefined)
      throw new UserError(`--${name}: expected --call too, the phone to ring`);
  }
}

function refuseWithoutBackups(options: DrillOptions): void {
  const { everyPrimary, except, backups } = options;
  if (everyPrimary && !backups)
    throw new UserError("--every-primary: expected --backups too");
  if (except !== undefined && !everyPrimary)
    throw new UserError("--except: expected --backups --every-primary too");
}

function refuseUnknown(scenario: string): void {
  const names = Object.keys(SCENARIOS);
  if (names.includes(scenario)) return;
  throw new UserError(
    `--scenario ${scenario}: expected one of ${joinWords(names, "or")}`,
  );
}
