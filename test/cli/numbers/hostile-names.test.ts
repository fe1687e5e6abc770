import { withEmulator } from "../../support/servers/emulator";
import { numbersOn } from "../../support/samples/numbers";

const HOSTILE =
  "IVR\u001B[2J\u001B]0;owned\u0007\u009B8m\r\n✔ All channels are covered.\u0085";

describe("numbers, given hostile names and URLs", () => {
  it("prints nothing that a terminal obeys, and no name beyond its line", () =>
    withEmulator(async (emulator) => {
      const numbers = await numbersOn(emulator);
      const { account } = emulator;
      const app = account.applications.add({
        friendly_name: HOSTILE,
        voice_url: "https://www.example.com/voice",
        sms_url: "https://www.example.com/\u001B[2J",
      });
      account.phoneNumbers.add({
        phone_number: "+14155550100",
        voice_application_sid: app,
        sms_url: HOSTILE,
      });
      const attach = "attach --to twilio-fallback-1234-dev.twil.io --yes".split(
        " ",
      );
      const outputs = [await numbers.run(["audit"]), await numbers.run(attach)];
      const [undo = ""] = await numbers.undoFiles();
      outputs.push(await numbers.run(["restore", undo, "--yes"]));
      for (const { printed, error } of outputs) {
        expect(error).toBeNull();
        expect(printed).toContain("IVR");
        expect(printed).not.toMatch(/[^\P{Cc}\n]/u);
        expect(printed).not.toMatch(/^✔ All channels/m);
      }
      await numbers.remove();
    }));
});
