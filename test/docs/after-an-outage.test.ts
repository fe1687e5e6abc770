import { readFileSync } from "node:fs";
import { incidentKey } from "../../src/journal/incident-key";
import { runHere } from "../support/runtime/in-process";
import { outageHistory } from "../support/samples/outage-history";
import { emulatorSettings, withEmulator } from "../support/servers/emulator";
import { startPrimaryAgain, twiml } from "../support/servers/recovered-primary";

const PAGE = readFileSync("docs/after-an-outage.md", "utf8");
const HOUR_MS = 3_600_000;

/** What each command of an incident says of the outage below, and what is added to have it run. */
const SAYS: Readonly<Record<string, { says: string; more?: string[] }>> = {
  show: { says: "+15550001111" },
  missed: { says: "+14155550123 wrote to +15550001111" },
  replay: { says: "1 webhook delivered, 1 reply sent.", more: ["--yes"] },
  report: { says: "1 reply" },
};

describe("the morning after, command by command", () => {
  const commands = [
    ...PAGE.matchAll(/^npx twilio-fallback incidents (\w+) <id>/gm),
  ].map(([, name = ""]) => name);

  it("names every command that is about an incident", () => {
    expect(commands).toEqual(Object.keys(SAYS));
  });

  it("finds the incident, whom it met, brings back what they wrote, and writes it down", () =>
    withEmulator(async (emulator) => {
      const primary = await startPrimaryAgain(emulator.authToken, () =>
        twiml("<Message>We are back.</Message>"),
      );
      try {
        const url = `${primary.url}/sms`;
        outageHistory(emulator).message(url, Date.now() - 2 * HOUR_MS);
        const { origin } = new URL(url);
        const id = incidentKey({ origin, errorCode: 11200 });
        const place = { environment: emulatorSettings(emulator) };
        const list = await runHere(["incidents", "--hours", "72"], place);
        expect(list.stdout).toContain(id);
        for (const name of commands) {
          const { says = "", more = [] } = SAYS[name] ?? {};
          const done = await runHere(
            ["incidents", name, id.slice(0, 8), ...more],
            { ...place, folder: process.cwd() },
          );
          expect(done).toMatchObject({ code: 0, stderr: "" });
          expect(done.stdout).toContain(says);
        }
        expect(emulator.messages.sent).toEqual([
          { to: "+14155550123", from: "+15550001111", body: "We are back." },
        ]);
      } finally {
        await primary.stop();
      }
    }));
});
