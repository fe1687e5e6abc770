import {
  BACKUPS,
  PROVIDERS,
  type Dependency,
} from "../support/laws/dependencies";
import type { Outage } from "../support/laws/outages";
import { HASTE, surviveOutage } from "../support/laws/survive-outage";
import { startHere } from "../support/runtime/fallback-here";
import { hangingHost, hangLookUps } from "../support/runtime/hanging-look-ups";
import type { WayToFail } from "../support/servers/ways-to-fail";

let hosts = 0;

/** Each server that fails so has a name of its own: two of them take both threads. */
const NAME_HANGS: WayToFail = {
  name: "has a name whose look-up hangs",
  result: "timeout",
  status: null,
  start: () =>
    Promise.resolve({
      url: `https://${hangingHost((hosts += 1))}`,
      stop: () => Promise.resolve(),
    }),
};

const outageOf = (
  name: string,
  dependencies: readonly Dependency[],
): Outage => ({
  name,
  faults: dependencies.map((dependency) => ({ dependency, way: NAME_HANGS })),
});

/** Only loopback hosts may stand for Twilio; its own name is looked up all the same. */
const startNamed: typeof startHere = (env) =>
  startHere({
    ...env,
    TWILIO_EMULATOR_URL: (env["TWILIO_EMULATOR_URL"] ?? "").replace(
      "127.0.0.1",
      "localhost",
    ),
  });

describe("the laws of the built /fallback hold while look-ups hang", () => {
  beforeEach(hangLookUps);
  afterEach(() => jest.restoreAllMocks());

  it.each(
    [
      ...[...BACKUPS, ...PROVIDERS].map((one) =>
        outageOf(`of ${one.name}`, [one]),
      ),
      outageOf("of both backups", BACKUPS),
      outageOf("of two providers", PROVIDERS.slice(0, 2)),
      outageOf("of all providers", PROVIDERS),
      outageOf("of all backups and providers", [...BACKUPS, ...PROVIDERS]),
    ].flatMap((outage) =>
      (["voice", "messaging"] as const).map((channel) => ({
        name: outage.name,
        outage,
        channel,
      })),
    ),
  )(
    "$name ($channel)",
    async (one) => {
      await surviveOutage(one, ["cold", "warm"], HASTE, startNamed);
    },
    60_000,
  );
});
