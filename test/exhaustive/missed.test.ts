import { runHere } from "../support/runtime/in-process";
import { outageHistory } from "../support/samples/outage-history";
import { emulatorSettings, withEmulator } from "../support/servers/emulator";

interface MissedJson {
  readonly people: readonly {
    readonly person: string;
    readonly count: number;
    readonly hasGotThrough: boolean;
  }[];
}

const CALLERS = 5000;
const HOUR = 3_600_000;
const SYNC = { syncRate: { perSecond: 1e6, burstSeconds: 1 } };

it(
  "lists each of 5,000 callers once, and marks the third that got through",
  () =>
    withEmulator(async (emulator) => {
      const history = outageHistory(emulator);
      const start = Date.now() - 6 * HOUR;
      const callers = Array.from(
        { length: CALLERS },
        (_, n) => `+1415${5_550_000 + n}`,
      );
      const through = callers.filter((_, n) => n % 3 === 0);
      const twice = callers.filter((_, n) => n % 7 === 0);
      for (const [n, from] of [...callers, ...twice].entries())
        history.missedCall("https://www.example.com/voice", start + n * 500, {
          from,
        });
      for (const [n, from] of through.entries())
        history.goodCall(start + 2 * HOUR + n * 500, { from });

      const since = new Date(start - HOUR).toISOString();
      const { stdout, stderr } = await runHere(
        ["incidents", "missed", "--since", since, "--json"],
        { environment: emulatorSettings(emulator) },
      );
      expect(stderr).toBe("");
      const { people } = JSON.parse(stdout) as MissedJson;
      const who = (rows: MissedJson["people"]) =>
        rows.map(({ person }) => person).toSorted();
      expect(who(people)).toEqual(callers);
      expect(who(people.filter(({ count }) => count === 2))).toEqual(twice);
      expect(who(people.filter((one) => one.hasGotThrough))).toEqual(through);
      const firstThrough = people.findIndex((one) => one.hasGotThrough);
      expect(people.slice(firstThrough).every((one) => one.hasGotThrough)).toBe(
        true,
      );
    }, SYNC),
  1_200_000,
);
