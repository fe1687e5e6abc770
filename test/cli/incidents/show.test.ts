import type { TwilioEmulator } from "../../../src/emulator";
import { incidentKey } from "../../../src/journal/incident-key";
import { runHere } from "../../support/runtime/in-process";
import { outageHistory } from "../../support/samples/outage-history";
import { emulatorSettings, withEmulator } from "../../support/servers/emulator";
import {
  startPrimaryAgain,
  twiml,
} from "../../support/servers/recovered-primary";

const MINUTE = 60_000;
const RATE = { syncRate: { perSecond: 1e6, burstSeconds: 1 } };
const HOUR_AGO = Date.now() - 60 * MINUTE;

const run = (emulator: TwilioEmulator, ...args: string[]) =>
  runHere(["incidents", ...args], { environment: emulatorSettings(emulator) });

const idOf = (url: string) =>
  incidentKey({ origin: new URL(url).origin, errorCode: 11200 });

/** Two callers and a sender, of whom one was helped by a backup. */
function playOutage(emulator: TwilioEmulator, url: string): void {
  const history = outageHistory(emulator);
  history.missedCall(url, HOUR_AGO, { from: "+14155550121" });
  history.missedCall(url, HOUR_AGO + MINUTE, { from: "+14155550122" });
  history.message(url, HOUR_AGO + 2 * MINUTE, { from: "+14155550123" });
  history.message(url, HOUR_AGO + 3 * MINUTE, {
    from: "+14155550123",
    outcome: "recovered",
  });
}

describe("incidents show", () => {
  const url = "https://www.example.com/app";

  it("tells of one incident whom it met, where, what helped, and each failure with its link", () =>
    withEmulator(async (emulator) => {
      playOutage(emulator, url);
      const { code, stdout } = await run(emulator, "show", idOf(url));
      expect(code).toBe(0);
      expect(stdout).toContain(
        "https://www.example.com: answers with an error",
      );
      expect(stdout).toMatch(/3 people, 2 calls\s+and 2 messages/);
      expect(stdout).toContain("3 got the error message, 1 recovered");
      expect(stdout).toContain("11200 HTTP retrieval failure ×4");
      expect(stdout).toContain("+15550001111: 4 failures");
      expect(stdout).toMatch(
        /https:\/\/www\.twilio\.com\/console\/voice\/calls\/logs\/CA/,
      );
      expect(stdout).not.toContain("+14155550121");
    }, RATE));

  it("shows as many failures as asked, the newest, and says that there are more", () =>
    withEmulator(async (emulator) => {
      playOutage(emulator, url);
      const id = idOf(url).slice(0, 6);
      const { stdout } = await run(emulator, "show", id, "--limit", "2");
      expect(stdout).toContain("2 failures, the newest of 4");
      const json = await run(emulator, "show", id, "--limit", "2", "--json");
      expect(JSON.parse(json.stdout)).toMatchObject({
        incident: { count: 4, people: 3, state: "quiet" },
        truncated: true,
        failures: [{ outcome: "recovered" }, { outcome: "apologized" }],
      });
    }, RATE));

  it.each([
    ["abc", "expected 4 characters"],
    ["ffffffff", "no incident of the last 30 days"],
  ])("refuses %s in one line", (id, reason) =>
    withEmulator(async (emulator) => {
      const { code, stdout, stderr } = await run(emulator, "show", id);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr.trim().split("\n")).toEqual([
        expect.stringContaining(reason),
      ]);
    }),
  );

  it("names the incidents where a beginning fits several", () =>
    withEmulator(async (emulator) => {
      const history = outageHistory(emulator);
      history.missedCall(url, HOUR_AGO);
      history.missedCall(url, HOUR_AGO + 30 * MINUTE);
      const { code, stderr } = await run(emulator, "show", idOf(url));
      expect(code).toBe(2);
      expect(stderr).toContain("2 incidents have an id that begins so");
    }, RATE));
});

describe("incidents report", () => {
  it("writes what happened, and what was brought back, without a stranger's number", () =>
    withEmulator(async (emulator) => {
      const primary = await startPrimaryAgain(emulator.authToken, () =>
        twiml("<Message>Here we are</Message>"),
      );
      const url = `${primary.url}/app`;
      playOutage(emulator, url);
      const before = await run(emulator, "report", idOf(url));
      expect(before.stdout).toContain(
        "0 of 1 missed message given to the application, 0 replies sent.",
      );
      const replayed = await run(emulator, "replay", idOf(url), "--yes");
      expect(replayed.code).toBe(0);
      await primary.stop();
      const { code, stdout } = await run(emulator, "report", idOf(url));
      expect(code).toBe(0);
      expect(stdout).toContain(`# ${primary.url} answered with an error`);
      expect(stdout).toContain("| Duration | 3 min |");
      expect(stdout).toContain("| Who | 3 people, 2 calls and 2 messages |");
      expect(stdout).toContain("- +15550001111: 4 failures");
      expect(stdout).toContain(
        "1 of 1 missed message given to the application, 1 reply sent.",
      );
      expect(stdout).not.toMatch(/\+1415555\d{4}/);
    }, RATE));
});
