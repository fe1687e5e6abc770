import { Command, InvalidArgumentError, Option } from "commander";
import { runCommand } from "../src/cli/run-command";
import { buildService } from "../src/cli/service/build-service";
import { capacityOf, type Capacity } from "./capacity";
import { deploy } from "./deploy";
import type { Bench, Figure } from "./figure";
import { measureBundle } from "./measure/bundle";
import { measureCold } from "./measure/cold";
import { measureFeed } from "./measure/feed";
import { measureHanging } from "./measure/hanging";
import { measureLoad } from "./measure/load";
import { measureMemory } from "./measure/memory";
import { measureWarm } from "./measure/warm";
import { capacityText, figuresText } from "./report";

const MEASURES = {
  cold: measureCold,
  warm: measureWarm,
  hanging: measureHanging,
  load: measureLoad,
  memory: measureMemory,
  bundle: measureBundle,
  incidents: measureFeed,
} satisfies Record<string, (bench: Bench) => Promise<Figure[]>>;

type MeasureName = keyof typeof MEASURES;

interface BenchOptions {
  only?: MeasureName[];
  roundTrip: number;
  json?: true;
}

const program = new Command("npm run bench --")
  .description(
    "Measures what the built Functions cost, beside the SDK's hello-voice and the handler that Twilio's documentation leads to. Twilio's API and the backups answer after a fixed round trip, and a new connection costs two more. Takes some four minutes; close what else is running.",
  )
  .addOption(
    new Option("--only <names...>", "only these").choices(
      Object.keys(MEASURES),
    ),
  )
  .option("--round-trip <ms>", "the injected round trip, 1 to 1000", readMs, 40)
  .option("--json", "print one JSON object instead of a table")
  .addHelpText(
    "after",
    "\nExit code: 0 whether the targets are met or not: it reports. 2 for a wrong option.",
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

async function bench({ only, roundTrip, json }: BenchOptions): Promise<void> {
  const say = json
    ? () => undefined
    : (what: string) => {
        console.log(`Measuring ${what} …`);
      };
  await buildService(console.warn);
  const { functions, remove } = await deploy();
  const figures: Figure[] = [];
  try {
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (only && !only.includes(name as MeasureName)) continue;
      const one: Bench = { roundTripMs: roundTrip, functions, say };
      figures.push(...(await measure(one)));
    }
  } finally {
    await remove();
  }
  const capacity = capacities(figures, roundTrip);
  if (json) {
    const { version: node } = process;
    const report = { node, roundTripMs: roundTrip, figures, capacity };
    console.log(JSON.stringify(report, null, 2));
    return;
  }
  console.log(`\n${figuresText(figures)}`);
  if (capacity.length > 0) console.log(`\n${capacityText(capacity)}`);
}

/** What the measured latencies mean, of those that were measured. */
function capacities(
  figures: readonly Figure[],
  roundTripMs: number,
): Capacity[] {
  const value = (figure: string, name: string): number | undefined =>
    figures.find((one) => one.name === figure)?.values[name];
  const inMs = (trips: number | undefined) => trips && trips * roundTripMs;
  return (
    [
      ["no backup", inMs(value("warm-no-backup", "p50"))],
      ["a healthy backup", inMs(value("warm-one-backup", "p50"))],
      [
        "the first of two backups hangs, at first",
        value("hanging-first-backup", "beforeMs"),
      ],
      ["the same, once learned", value("hanging-first-backup", "afterMs")],
      ["Sync hangs, at first", value("hanging-sync", "beforeMs")],
      ["the same, once learned", value("hanging-sync", "afterMs")],
    ] as const
  ).flatMap(([situation, ms]) =>
    ms === undefined ? [] : [capacityOf(situation, ms)],
  );
}

function readMs(text: string): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > 1000)
    throw new InvalidArgumentError("expected a whole number from 1 to 1000");
  return value;
}

runCommand(() => bench(program.parse().opts<BenchOptions>()));
