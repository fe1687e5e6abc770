import type { TwilioEmulator } from "../../../src/emulator";
import { newSid } from "../../../src/emulator";
import { runHere } from "../../support/runtime/in-process";
import { outageHistory } from "../../support/samples/outage-history";
import { emulatorSettings, withEmulator } from "../../support/servers/emulator";

const MINUTE = 60_000;
const URL_DOWN = "https://www.example.com/app";
const RATE = { syncRate: { perSecond: 1e6, burstSeconds: 1 } };

const missed = (emulator: TwilioEmulator, ...args: string[]) =>
  runHere(["incidents", "missed", ...args], {
    environment: emulatorSettings(emulator),
    folder: process.cwd(),
  });

describe("incidents missed", () => {
  const hourAgo = Date.now() - 60 * MINUTE;
  const since = ["--since", new Date(hourAgo - MINUTE).toISOString()];

  it("lists who called and who wrote, unmasked, with what they left", () =>
    withEmulator(async (emulator) => {
      const history = outageHistory(emulator);
      history.message(URL_DOWN, hourAgo, { body: "Two tickets\nplease" });
      const call = history.missedCall(URL_DOWN, hourAgo, {
        from: "+14155550124",
      });
      emulator.client.observe?.({
        kind: "recording",
        at: new Date(hourAgo + 1000),
        sid: newSid("RE"),
        callSid: call,
        seconds: 34,
      });
      history.message(URL_DOWN, hourAgo, {
        from: "+14155550125",
        outcome: "recovered",
      });
      const { code, stdout } = await missed(emulator, ...since);
      expect(code).toBe(0);
      expect(stdout).toContain("2 people were not helped.");
      expect(stdout).toMatch(/\+14155550123 wrote to \+15550001111, last /);
      expect(stdout).toContain("“Two tickets please”");
      expect(stdout).toMatch(/\+14155550124 called \+15550001111, last /);
      expect(stdout).toMatch(
        /voicemail of 34 s:\s+https:\/\/api\.twilio\.com\//,
      );
      expect(stdout).not.toContain("+14155550125");
    }, RATE));

  it("marks who called again and was put through, or got an answer, and not who met the apology again", () =>
    withEmulator(async (emulator) => {
      const history = outageHistory(emulator);
      for (const from of ["+14155550121", "+14155550122", "+14155550123"])
        history.missedCall(URL_DOWN, hourAgo, { from });
      history.goodCall(hourAgo + MINUTE, { from: "+14155550121" });
      history.missedCall(URL_DOWN, hourAgo + MINUTE, { from: "+14155550122" });
      emulator.messages.carrier.reply({
        sid: newSid("SM"),
        from: "+15550001111",
        to: "+14155550123",
        body: "We are here again",
        media: [],
      });
      const { stdout } = await missed(emulator, ...since, "--json");
      const { people } = JSON.parse(stdout) as {
        people: { person: string; count: number; hasGotThrough: boolean }[];
      };
      expect(
        Object.fromEntries(
          people.map((one) => [one.person, [one.count, one.hasGotThrough]]),
        ),
      ).toEqual({
        "+14155550121": [1, true],
        "+14155550122": [2, false],
        "+14155550123": [1, true],
      });
    }, RATE));

  it("takes our apology for no answer", () =>
    withEmulator(async (emulator) => {
      outageHistory(emulator).message(URL_DOWN, hourAgo);
      emulator.messages.carrier.reply({
        sid: newSid("SM"),
        from: "+15550001111",
        to: "+14155550123",
        body: "We are sorry. We cannot read your message right now. We know about the problem and are working on it. Please write again in a few minutes.",
        media: [],
      });
      const { stdout } = await missed(emulator, ...since);
      expect(stdout).not.toContain("✔");
    }, RATE));

  it("writes CSV, and says that nobody was missed where that is so", () =>
    withEmulator(async (emulator) => {
      const nobody = await missed(emulator, ...since);
      expect(nobody.stdout).toContain("Nobody was missed.");
      outageHistory(emulator).message(URL_DOWN, hourAgo, { body: "=1+1" });
      const { stdout } = await missed(emulator, ...since, "--csv");
      expect(stdout).toContain(",'=1+1,");
    }, RATE));

  it("finds 500 callers, a third of whom called again: nobody missing, nobody twice", () =>
    withEmulator(async (emulator) => {
      const history = outageHistory(emulator);
      const callers = Array.from(
        { length: 500 },
        (_, n) => `+1415555${String(1000 + n)}`,
      );
      for (const [n, from] of callers.entries()) {
        history.missedCall(URL_DOWN, hourAgo + n * 100, { from });
        if (n % 3 === 0) history.goodCall(hourAgo + 30 * MINUTE, { from });
      }
      const { stdout } = await missed(emulator, ...since, "--json");
      const { people } = JSON.parse(stdout) as {
        people: { person: string; hasGotThrough: boolean }[];
      };
      expect(people.map(({ person }) => person).sort()).toEqual(callers);
      const through = people.filter(({ hasGotThrough }) => hasGotThrough);
      expect(through).toHaveLength(167);
      expect(people.slice(-167)).toEqual(through);
    }, RATE));
});
