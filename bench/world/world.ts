import type { Server } from "node:http";
import { phoneApp } from "../../src/cli/drill/world/phone-app";
import {
  startAlertSinks,
  type AlertSinks,
} from "../../src/cli/drill/world/alert-sinks";
import {
  listenOnLoopback,
  type Rate,
  startEmulator,
  type TwilioEmulator,
  refusingUrl,
  startHangingServer,
} from "../../src/emulator";
import { emulatorSettings } from "../../src/cli/service/emulator-settings";
import { listName } from "../../src/journal/shards";
import { SETTING_DEFAULTS } from "../../src/invocation/setting-defaults";
import { withRoundTrip } from "./round-trip";

/** Everything that a Function talks to, at a fixed distance from it. */
export interface World {
  readonly emulator: TwilioEmulator;
  readonly sinks: AlertSinks;
  /** An application that answers; one where nobody listens; two that never answer. */
  readonly healthy: string;
  readonly dead: string;
  readonly hanging: readonly [string, string];
  /** The environment of a Function whose Twilio is the emulator. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Sync's limits out of the way, where they are not what is measured. */
const UNLIMITED: Rate = { perSecond: 1_000_000, burstSeconds: 10 };

/** Starts it; `syncRate` is Sync's limit. */
export async function startWorld(
  roundTripMs: number,
  syncRate: Rate | undefined = UNLIMITED,
): Promise<World> {
  const prepare = (server: Server) => {
    withRoundTrip(server, roundTripMs);
  };
  const emulator = await startEmulator({ syncRate, prepare });
  createShards(emulator);
  const sinks = await startAlertSinks(prepare);
  const app = phoneApp(emulator.authToken);
  prepare(app);
  const healthy = await listenOnLoopback(app);
  const mute = [
    await startHangingServer(),
    await startHangingServer(),
  ] as const;
  return {
    emulator,
    sinks,
    healthy: healthy.url,
    dead: await refusingUrl(),
    hanging: [mute[0].url, mute[1].url],
    env: emulatorSettings(emulator),
    stop: async () => {
      const all = [emulator, sinks, healthy, ...mute];
      await Promise.all(all.map((one) => one.stop()));
    },
  };
}

/** The journal's Lists are there from the second failure ever on. */
function createShards({ sync }: TwilioEmulator): void {
  for (let n = 0; n < Number(SETTING_DEFAULTS.JOURNAL_SHARDS); n++)
    sync.createList(listName(n));
}

/** A world for as long as it is measured. */
export async function withWorld<T>(
  measure: (world: World) => Promise<T>,
  ...options: Parameters<typeof startWorld>
): Promise<T> {
  const world = await startWorld(...options);
  try {
    return await measure(world);
  } finally {
    await world.stop();
  }
}
