import { tellOnce, type ToldMemory } from "../../src/fallback/tell-once";
import { journalBreaker } from "../../src/journal/sync-journal";
import { recordOutcome } from "../../src/resilience/breaker";
import { startBudget } from "../../src/resilience/budget";
import { createRestClient } from "../../src/twilio/rest";
import type { TwilioEmulator } from "../../src/emulator";
import { accessTo, withEmulator } from "../support/servers/emulator";
import { refusingUrl } from "../support/servers/misbehaving-server";

const PRIVACY = { pii: "masked", authToken: "token" } as const;
const PAIR = { person: "+14155550123", to: "+15550001111" };
const HOUR_MS = 3_600_000;

/** A container, with the Sync that it asks. */
function container(at: Parameters<typeof accessTo>[0]) {
  const told: ToldMemory = new Map();
  const sync = journalBreaker();
  const rest = createRestClient(accessTo(at));
  const desk = { syncServiceSid: "default", rest, sync, told };
  return {
    told,
    sync,
    tell: (pair: Partial<typeof PAIR> = {}) =>
      tellOnce({ ...PAIR, ...pair }, PRIVACY, desk, startBudget(3000)),
  };
}

const keysIn = ({ sync }: TwilioEmulator) =>
  Object.keys(sync.mapItems("fallback-told"));

afterEach(() => jest.restoreAllMocks());

describe("a person is told once an hour", () => {
  it("by one of many containers", () =>
    withEmulator(async (emulator) => {
      const [one, other] = [container(emulator), container(emulator)];
      expect(await one.tell()).toBe(true);
      expect(await one.tell()).toBe(false);
      expect(await other.tell()).toBe(false);
      expect(keysIn(emulator)).toEqual([
        expect.stringMatching(/^[\da-f]{16}-[\da-f]{16}$/),
      ]);
    }));

  it("over 10,000 messages of two auto-responders, in ten containers", () =>
    withEmulator(async (emulator) => {
      const containers = Array.from({ length: 10 }, () => container(emulator));
      let told = 0;
      for (let n = 0; n < 10_000; n++)
        if (await containers[n % 10]?.tell()) told += 1;
      expect(told).toBe(1);
    }));

  it("for each pair of numbers, whatever the scheme of the person's", () =>
    withEmulator(async (emulator) => {
      const { tell } = container(emulator);
      expect(await tell()).toBe(true);
      expect(await tell({ to: "+15550002222" })).toBe(true);
      expect(await tell({ person: "+14155550124" })).toBe(true);
      expect(await tell({ person: "whatsapp:+14155550123" })).toBe(false);
      expect(keysIn(emulator)).toHaveLength(3);
    }));

  it("of two at once, though Sync be silent", async () => {
    const url = await refusingUrl();
    const { tell } = container({ url, accountSid: "AC1", authToken: "token" });
    const both = await Promise.all([tell(), tell()]);
    expect(both.toSorted()).toEqual([false, true]);
  });

  it("and again in the next, also where the clock was put back", async () => {
    const url = await refusingUrl();
    const { tell } = container({ url, accountSid: "AC1", authToken: "token" });
    const start = Date.now();
    const at = (ms: number) =>
      jest.spyOn(Date, "now").mockReturnValue(start + ms);
    expect(await tell()).toBe(true);
    at(HOUR_MS - 5000);
    expect(await tell()).toBe(false);
    at(HOUR_MS + 5000);
    expect(await tell()).toBe(true);
    at(-HOUR_MS);
    expect(await tell()).toBe(true);
  });

  it("without asking Sync while the journal leaves it alone", () =>
    withEmulator(async (emulator) => {
      const { tell, sync } = container(emulator);
      for (let n = 0; n < 2; n++) recordOutcome(sync, true, Date.now());
      expect(await tell()).toBe(true);
      expect(await tell()).toBe(false);
      expect(emulator.sync.mapNames()).toEqual([]);
    }));

  it("and a container remembers no more than it can hold", async () => {
    const url = await refusingUrl();
    const { tell, told, sync } = container({
      url,
      accountSid: "AC1",
      authToken: "token",
    });
    for (let n = 0; n < 2; n++) recordOutcome(sync, true, Date.now());
    for (let n = 0; n < 10_050; n++) await tell({ person: `+1415${n}` });
    expect(told.size).toBe(10_000);
  });
});
