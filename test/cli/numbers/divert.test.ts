import { newSid } from "../../../src/emulator";
import { withEmulator } from "../../support/servers/emulator";
import { numbersOn, snapshot } from "../../support/samples/numbers";

const FROM = "https://www.example.com";
const TO = "https://user:pw@dr.example.com/app/";

describe("npm run numbers -- divert", () => {
  it("moves every primary of a server, and restore brings them back", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      const app = account.applications.add({ voice_url: `${FROM}/app` });
      const number = account.phoneNumbers.add({
        voice_url: "http://old:secret@WWW.example.com/v?a=1&b=%20#ct=500",
        sms_url: "https://other.example.com/sms",
        voice_fallback_url: `${FROM}/kept`,
        voice_application_sid: app,
      });
      const bare = account.phoneNumbers.add({ sms_url: `${FROM}?x=1` });
      const sender = account.senders.add({
        ...{ sender_id: "whatsapp:+1", webhook: { callback_url: `${FROM}/w` } },
      });
      account.workflows.add({
        workspace_sid: account.workspaces.add({}),
        assignment_callback_url: `${FROM}/assign`,
      });
      account.trunks.add({ disaster_recovery_url: `${FROM}/dr` });
      account.phoneNumbers.add({ voice_url: "https://www.example.com:8443/v" });
      const before = snapshot(emulator);
      const divert = ["divert", "--from", FROM, "--to", TO];

      const unanswered = await numbers.run(divert);
      expect(unanswered.code).toBe(2);
      const dry = await numbers.run([...divert, "--dry-run"]);
      expect(dry.code).toBe(0);
      expect(dry.printed).toContain(
        "Plan: 4 primary URLs of 4 resources moved to dr.example.com",
      );
      expect(dry.printed).not.toMatch(/secret|:pw@/);
      expect(snapshot(emulator)).toEqual(before);

      const done = await numbers.run([...divert, "--yes"]);
      expect(done.code).toBe(0);
      const base = "https://user:pw@dr.example.com/app";
      expect(account.phoneNumbers.get(number)).toMatchObject({
        voice_url: `${base}/v?a=1&b=%20#ct=500`,
        sms_url: "https://other.example.com/sms",
        voice_fallback_url: `${FROM}/kept`,
      });
      expect(account.phoneNumbers.get(bare)).toMatchObject({
        sms_url: `${base}/?x=1`,
      });
      expect(account.applications.get(app)).toMatchObject({
        voice_url: `${base}/app`,
      });
      expect(account.senders.get(sender)).toMatchObject({
        webhook: { callback_url: `${base}/w` },
      });
      const again = await numbers.run(divert);
      expect(again).toMatchObject({ code: 0 });
      expect(again.printed).toContain("Nothing to change");

      const [undo = ""] = await numbers.undoFiles();
      expect((await numbers.run(["restore", undo, "--yes"])).code).toBe(0);
      expect(snapshot(emulator)).toEqual(before);
      await numbers.remove();
    }));

  it("moves what is chosen alone, and refuses what makes no sense", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      for (const n of [0, 1, 2])
        account.phoneNumbers.add({
          ...{ phone_number: `+1415555010${n}`, voice_url: `${FROM}/v` },
        });
      account.sipDomains.add({ voice_url: `${FROM}/v` });
      const divert = (...args: string[]) =>
        numbers.run(["divert", "--yes", "--from", FROM, ...args]);
      await divert(
        ...["--to", TO, "--only", "+1415*", "--except", "+14155550101"],
        ...["sip-domain"],
      );
      expect(
        account.phoneNumbers
          .all()
          .map((one) => one["voice_url"] === `${FROM}/v`),
      ).toEqual([false, true, false]);
      for (const [args, words] of [
        [["--to", `${FROM}/app`], /another server/],
        [["--to", "http://dr.example.com"], /expected https/],
        [["--to", "https://dr.example.com/?a=1"], /without a query/],
        [["--to", TO, "--only", newSid("PN")], /nothing in this account/],
        [["--to", TO, "--from", `${FROM}/voice`], /expected the origin/],
      ] as const) {
        const { code, error } = await divert(...args);
        expect([args, code]).toEqual([args, 2]);
        expect(error).toMatch(words);
      }
      await numbers.remove();
    }));
});
