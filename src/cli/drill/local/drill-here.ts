import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { Surroundings } from "../../surroundings";
import { buildService } from "../../service/build-service";
import { examineWords } from "../../words/examine-words";
import { readAssets } from "../../words/read-assets";
import { bringBack } from "./bring-back";
import { playBurst } from "./burst";
import { play, type DrillRow } from "./play";
import { burstText, heading, rowText } from "./report";
import { SCENARIOS } from "./scenarios";
import { onStage } from "./stage";
import { broughtBackText, summary, wordsText } from "./summary";

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
  surroundings: Surroundings,
): Promise<boolean> {
  const { terminal, now } = surroundings;
  const look = { columns: terminal.columns, isVerbose: verbose };
  const say = json ? () => undefined : terminal.print;
  say("Starting the emulator, failing web servers and the service …");
  await buildService(terminal.warn);
  const words = await examineWords(await readAssets("dist/assets"));
  const { rows, alerts, broughtBack } = await onStage(async (stage) => {
    const since = now();
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
    const back = isWhole
      ? await bringBack(since, played, stage, surroundings)
      : null;
    if (back) say(broughtBackText(back, look));
    return { rows: played, alerts: burst, broughtBack: back };
  });

  const documents = words.played.filter(({ channel }) =>
    channels.includes(channel),
  );
  say(wordsText(documents, look));
  const parts = [
    ...rows,
    ...[alerts, broughtBack].filter((one) => one !== null),
  ];
  const ok = words.isWell && parts.every(({ broken }) => broken.length === 0);
  if (json) {
    const { played, isWell } = words;
    const result = { ok, rows, alerts, broughtBack, words: { isWell, played } };
    terminal.print(JSON.stringify(result, null, 2));
  }
  say(summary({ rows, burst: alerts, broughtBack, words }, look));
  return ok;
}
