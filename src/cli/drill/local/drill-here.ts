import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { Surroundings } from "../../surroundings";
import { buildService } from "../../service/build-service";
import { playBurst } from "./burst";
import { play, type DrillRow } from "./play";
import { burstText, heading, rowText, summary } from "./report";
import { SCENARIOS } from "./scenarios";
import { onStage } from "./stage";

/** What to play, and whom to tell. */
export interface LocalDrill {
  readonly channels: readonly TwimlChannel[];
  /** Only this one; all, and a burst of failures, where it is absent. */
  readonly scenario: string | undefined;
  /** Print every word, attempt and step. */
  readonly verbose: boolean;
  /** Print one JSON object, and nothing else. */
  readonly json: boolean;
}

/** Plays on this machine, with an emulated Twilio. Returns whether no law was broken. */
export async function drillHere(
  { channels, scenario, verbose, json }: LocalDrill,
  { terminal }: Surroundings,
): Promise<boolean> {
  const look = { columns: terminal.columns, isVerbose: verbose };
  const say = json ? () => undefined : terminal.print;
  say("Starting the emulator, failing web servers and the service …");
  await buildService(terminal.warn);
  const { rows, alerts } = await onStage(async (stage) => {
    const played: DrillRow[] = [];
    for (const name of channels) {
      say(heading(name, look));
      for (const [scenarioName, one] of Object.entries(SCENARIOS)) {
        const expected = one.expected[name];
        const isAskedFor = (scenario ?? scenarioName) === scenarioName;
        if (!isAskedFor || expected === undefined) continue;
        const row = await play(scenarioName, one, name, expected, stage);
        played.push(row);
        say(rowText(row, look));
      }
    }
    const isWhole = scenario === undefined && channels.length > 1;
    const burst = isWhole ? await playBurst(stage) : null;
    if (burst) say(burstText(burst, look));
    return { rows: played, alerts: burst };
  });

  const ok = [...rows, ...(alerts ? [alerts] : [])].every(
    ({ broken }) => broken.length === 0,
  );
  if (json) terminal.print(JSON.stringify({ ok, rows, alerts }, null, 2));
  say(summary(rows, alerts, look));
  return ok;
}
