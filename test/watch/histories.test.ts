import fc from "fast-check";
import { incidentKey } from "../../src/journal/incident-key";
import { fuzz } from "../support/arbitraries/fuzz";
import {
  MINUTE_MS,
  startServers,
  startWorld,
  type SomeFailure,
  type Told,
} from "../support/samples/watched-world";

const CALL: SomeFailure = {
  outcome: "apologized",
  errorCode: 11200,
  channel: "voice",
};
const words = (told: readonly Told[]) => told.map(({ what }) => what);

let servers: Awaited<ReturnType<typeof startServers>>;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.stop());

describe("an outage of 3 hours, in 30 containers, with Sync at its limits", () => {
  it("is told once, reminded as set, and resolved once on each notifier", async () => {
    const world = startWorld(servers, 30, { perSecond: 20, burstSeconds: 10 });
    try {
      world.primary.answers["HEAD"] = 503;
      for (let minute = 0; minute < 180; minute++) {
        // All containers at once each quarter of an hour, some of them in between.
        await world.fail(CALL, minute % 15 === 0 ? 30 : 3);
        if (minute % 15 === 5) await world.watch(2);
        world.clock.now += MINUTE_MS;
      }
      world.primary.answers["HEAD"] = 200;
      for (let minute = 0; minute < 60; minute += 5) {
        await world.watch(3);
        world.clock.now += 5 * MINUTE_MS;
      }
      expect(words(world.told)).toEqual([
        "opened",
        "reminder",
        "reminder",
        "resolved",
      ]);
      const pages = world
        .alerts()
        .filter(({ sink }) => sink === "pagerduty")
        .map(({ body }) => JSON.parse(body) as { event_action: string });
      expect(pages.map((page) => page.event_action)).toEqual([
        "trigger",
        "trigger",
        "trigger",
        "resolve",
      ]);
    } finally {
      world.stop();
    }
  }, 600_000);

  it("is told better twice than never where Sync is down in the middle, and ends once", async () => {
    const world = startWorld(servers, 5);
    try {
      await world.fail(CALL, 5);
      world.memory.isDown = true;
      for (let minute = 0; minute < 30; minute += 5) {
        world.clock.now += 5 * MINUTE_MS;
        await world.fail(CALL, 5);
        expect((await world.watch())[0]?.status).toBe(503);
      }
      const before = world.told.length;
      expect(before).toBeGreaterThan(1);
      world.memory.isDown = false;
      world.clock.now += 5 * MINUTE_MS;
      await world.fail(CALL, 5);
      world.clock.now += 20 * MINUTE_MS;
      await world.watch(3);
      expect(words(world.told.slice(before)).at(-1)).toBe("resolved");
      expect(
        words(world.told).filter((what) => what === "resolved"),
      ).toHaveLength(1);
    } finally {
      world.stop();
    }
  }, 60_000);
});

/** Something that happens, some minutes after what was before. */
type Step =
  | {
      readonly minutes: number;
      readonly does: "fail";
      readonly what: SomeFailure;
      readonly count: number;
    }
  | { readonly minutes: number; readonly does: "watch"; readonly count: number }
  | { readonly minutes: number; readonly does: "up" | "down" };

const step: fc.Arbitrary<Step> = fc
  .tuple(
    // Flapping, silent nights, and a clock that jumps, also back.
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 7 }) },
      { weight: 3, arbitrary: fc.integer({ min: 10, max: 40 }) },
      { weight: 1, arbitrary: fc.constantFrom(-3, 90, 300) },
    ),
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          does: fc.constant("fail" as const),
          what: fc.record({
            outcome: fc.constantFrom(
              "apologized" as const,
              "recovered" as const,
            ),
            errorCode: fc.constantFrom(11200 as const, 11205 as const),
            channel: fc.constantFrom("voice" as const, "messaging" as const),
          }),
          count: fc.integer({ min: 1, max: 4 }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          does: fc.constant("watch" as const),
          count: fc.integer({ min: 1, max: 3 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          does: fc.constantFrom("up" as const, "down" as const),
        }),
      },
    ),
  )
  .map(([minutes, what]) => ({ minutes, ...what }));

describe("whatever happens", () => {
  fuzz(
    "nobody is told twice of a beginning, none of an end that is none, and everyone of the end",
    400,
    fc.array(step, { minLength: 3, maxLength: 20 }),
    async (history) => {
      const world = startWorld(servers, 3);
      try {
        const lastFailure = new Map<string, number>();
        let latest = world.clock.now;
        for (const one of history) {
          world.clock.now += one.minutes * MINUTE_MS;
          latest = Math.max(latest, world.clock.now);
          const before = world.told.length;
          if (one.does === "fail") await world.fail(one.what, one.count);
          else if (one.does === "watch") await world.watch(one.count);
          else world.primary.answers["HEAD"] = one.does === "up" ? 200 : 503;
          const news = world.told.slice(before);
          if (one.does === "fail") {
            const origin = new URL(world.primary.url).origin;
            const key = incidentKey({ origin, errorCode: one.what.errorCode });
            lastFailure.set(key, world.clock.now);
          }
          const ends = news.filter(({ what }) => what === "resolved");
          if (ends.length > 0)
            expect(world.primary.answers["HEAD"] ?? 200).toBe(200);
          for (const { key } of ends)
            expect(
              world.clock.now - (lastFailure.get(key) ?? 0),
            ).toBeGreaterThan(15 * MINUTE_MS);
        }
        world.primary.answers["HEAD"] = 200;
        world.clock.now = latest + 30 * MINUTE_MS;
        await world.watch(2);

        for (const key of new Set(world.told.map((one) => one.key))) {
          const own = world.told.filter((one) => one.key === key);
          expect(own.at(0)?.what).toBe("opened");
          expect(own.at(-1)?.what).toBe("resolved");
          const openings = own.filter(({ what }) => what === "opened");
          openings.forEach(({ at }, index) => {
            const previous = openings[index - 1]?.at ?? -Infinity;
            expect(Math.abs(at - previous)).toBeGreaterThanOrEqual(
              5 * MINUTE_MS,
            );
          });
          own.forEach(({ what }, index) => {
            if (what === "resolved")
              expect(own[index - 1]?.what).not.toBe("resolved");
          });
        }
      } finally {
        world.stop();
      }
    },
  );
});
