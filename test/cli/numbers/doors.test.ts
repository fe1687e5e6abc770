import type { TwilioEmulator } from "../../../src/emulator";
import { withEmulator } from "../../support/servers/emulator";
import {
  auditJson,
  numbersOn,
  snapshot,
  verdictOn,
  type NumbersOn,
} from "../../support/samples/numbers";

const TO = "a-1-dev.twil.io";
const FALLBACK = `https://${TO}/fallback`;
const PRIMARY = "https://www.example.com/voice";

const withNumbers = (
  test: (emulator: TwilioEmulator, numbers: NumbersOn) => Promise<void>,
) =>
  withEmulator(async (emulator) => {
    const numbers = await numbersOn(emulator);
    try {
      await test(emulator, numbers);
    } finally {
      await numbers.remove();
    }
  });

describe("a SIP trunk", () => {
  it("governs the calls of its numbers, and is covered by its Disaster Recovery URL", () =>
    withNumbers(async ({ account }, numbers) => {
      const trunk = account.trunks.add({ friendly_name: "Office" });
      account.originationUrls.add({
        ...{ trunk_sid: trunk, sip_url: "sip:pbx.example.com", enabled: true },
      });
      const number = account.phoneNumbers.add({
        ...{ phone_number: "+14155550100", trunk_sid: trunk },
        ...{ voice_url: PRIMARY, voice_fallback_url: FALLBACK },
      });
      const before = await auditJson(numbers);
      expect(verdictOn(before, trunk)).toBe("missing");
      expect(verdictOn(before, number)).toBe("ineffective");
      expect(before.resources.find(({ sid }) => sid === trunk)).toMatchObject({
        ...{ kind: "trunk", primaryUrl: null, waitsUpToMs: null },
      });

      await numbers.run(["attach", "--to", TO, "--yes"]);
      expect(account.trunks.get(trunk)).toMatchObject({
        disaster_recovery_url: `${FALLBACK}?FallbackFor=${trunk}`,
        disaster_recovery_method: "POST",
      });
      const after = await auditJson(numbers);
      expect(after.code).toBe(0);
      expect(verdictOn(after, number)).toBe("covered");
      const again = await numbers.run(["attach", "--to", TO]);
      expect(again.printed).toContain("Nothing to change.");
    }));

  it("has nothing to protect without an enabled Origination URL", () =>
    withNumbers(async ({ account }, numbers) => {
      const trunk = account.trunks.add({});
      account.originationUrls.add({ trunk_sid: trunk, enabled: false });
      const audited = await auditJson(numbers);
      expect(verdictOn(audited, trunk)).toBe("no-primary");
      expect(audited.code).toBe(0);
    }));

  it("takes a static document as it is, without a parameter", () =>
    withNumbers(async ({ account }, numbers) => {
      const trunk = account.trunks.add({});
      account.originationUrls.add({ trunk_sid: trunk, enabled: true });
      const document = `https://${TO}/voice-error.xml`;
      await numbers.run(["attach", "--to", document, "--yes"]);
      expect(account.trunks.get(trunk)).toMatchObject({
        disaster_recovery_url: document,
        disaster_recovery_method: "GET",
      });
    }));
});

describe("a WhatsApp or RCS sender", () => {
  it("is covered by POST alone, and keeps the rest of its webhooks", () =>
    withNumbers(async ({ account }, numbers) => {
      const webhook = {
        callback_url: "https://www.example.com/whatsapp",
        callback_method: "POST",
        status_callback_url: "https://www.example.com/status",
      };
      const senders = ["whatsapp:+14155550100", "rcs:brand_agent"].map((id) =>
        account.senders.add({ sender_id: id, webhook }),
      );
      const before = snapshot({ account });
      const audited = await auditJson(numbers, ["--kind", "sender"]);
      expect(audited.resources.map(({ verdict }) => verdict)).toEqual([
        ...["missing", "missing"],
      ]);
      const document = `https://${TO}/messaging-error.xml`;
      const wrong = await numbers.run(["attach", "--to", document, "--yes"]);
      expect(wrong.printed).toContain(
        "no fallback of --to is for this channel",
      );

      await numbers.run(["attach", "--to", TO, "--method", "GET", "--yes"]);
      expect(snapshot({ account })).toEqual(before);
      await numbers.run(["attach", "--to", TO, "--yes"]);
      for (const sid of senders)
        expect(account.senders.get(sid)).toMatchObject({
          webhook: {
            ...webhook,
            fallback_url: FALLBACK,
            fallback_method: "POST",
          },
        });
      expect((await auditJson(numbers)).code).toBe(0);
      const [undo = ""] = await numbers.undoFiles();
      const restored = await numbers.run(["restore", undo, "--yes"]);
      expect(restored.code).toBe(0);
      expect(snapshot({ account })).toEqual(before);
    }));
});

describe("a TaskRouter workflow", () => {
  it("is audited and never attached", () =>
    withNumbers(async ({ account }, numbers) => {
      const workspace = account.workspaces.add({ friendly_name: "Support" });
      const workflow = account.workflows.add({
        workspace_sid: workspace,
        assignment_callback_url: "https://www.example.com/assign",
      });
      const before = snapshot({ account });
      const audited = await auditJson(numbers);
      expect(verdictOn(audited, workflow, "task")).toBe("missing");
      expect(audited.code).toBe(1);
      const attached = await numbers.run(["attach", "--to", TO, "--yes"]);
      expect(attached.printed).toContain("its fallback answers JSON");
      expect(snapshot({ account })).toEqual(before);
      const left = await auditJson(numbers, ["--except", "workflow"]);
      expect(left).toMatchObject({ code: 0, resources: [] });
    }));
});

describe("an address of Conversations", () => {
  it("makes the messages of its number and its sender uncoverable, over any Service", () =>
    withNumbers(async ({ account }, numbers) => {
      const number = account.phoneNumbers.add({
        ...{ phone_number: "+14155550100", sms_url: PRIMARY },
        ...{ sms_fallback_url: FALLBACK, voice_url: PRIMARY },
      });
      const sender = account.senders.add({
        sender_id: "whatsapp:+14155550100",
        webhook: { callback_url: PRIMARY },
      });
      const service = account.messagingServices.add({
        inbound_request_url: PRIMARY,
      });
      account.addSender(service, number);
      const address = account.conversationAddresses.add({
        ...{ type: "sms", address: "+14155550100" },
      });
      account.conversationAddresses.add({
        ...{ type: "whatsapp", address: "whatsapp:+14155550100" },
      });
      const other = account.phoneNumbers.add({
        ...{ phone_number: "+14155550101", sms_url: PRIMARY },
      });
      account.conversationAddresses.add({
        ...{ type: "sms", address: "+14155550101" },
        auto_creation: { enabled: false },
      });
      const audited = await auditJson(numbers);
      expect(verdictOn(audited, number, "messaging")).toBe("uncoverable");
      expect(verdictOn(audited, sender, "messaging")).toBe("uncoverable");
      expect(verdictOn(audited, number)).toBe("missing");
      expect(verdictOn(audited, other, "messaging")).toBe("missing");
      expect(
        audited.resources.find(
          (row) => row.sid === number && row.channel === "messaging",
        ),
      ).toMatchObject({ governedBy: address });
      const attached = await numbers.run(["attach", "--to", TO, "--yes"]);
      expect(attached.printed).toContain("a Conversation takes its messages");
      expect((await auditJson(numbers)).code).toBe(0);
    }));
});

describe("a key that may not read everything", () => {
  const asKey = ({ apiKey, apiSecret, accountSid }: TwilioEmulator) => ({
    environment: {
      ...{ TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: "" },
      ...{ TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret },
    },
  });

  it("has what it cannot read named, asks for nothing else, and ends with 1 unless that is left out", () =>
    withNumbers(async (emulator, numbers) => {
      const { account } = emulator;
      account.phoneNumbers.add({
        ...{ phone_number: "+14155550100", voice_url: PRIMARY },
        voice_fallback_url: FALLBACK,
      });
      account.forbid("voice/v1/ByocTrunks");
      const key = asKey(emulator);
      const audited = await auditJson(numbers, [], key);
      expect(audited.code).toBe(1);
      expect(audited.resources).toHaveLength(2);
      expect(audited.unread).toEqual([
        {
          kind: "byoc-trunk",
          reason: expect.stringContaining("70051") as string,
        },
      ]);
      for (const args of [
        ["--kind", "number"],
        ["--except", "byoc-trunk"],
      ])
        expect(await auditJson(numbers, args, key)).toMatchObject({
          ...{ code: 0, unread: [] },
        });
      const attached = await numbers.run(
        ["attach", "--to", TO, "--force", "--yes"],
        key,
      );
      expect(attached.code).toBe(1);
      expect(attached.printed).toContain("byoc-trunk: not read");
    }));

  it("cannot try a fallback, and is refused where it has to", () =>
    withNumbers(async (emulator, numbers) => {
      const { account } = emulator;
      account.phoneNumbers.add({ voice_url: PRIMARY });
      const before = snapshot(emulator);
      const key = asKey(emulator);
      const refused = await numbers.run(["attach", "--to", TO, "--yes"], key);
      expect(refused.code).toBe(2);
      expect(refused.error).toMatch(/^An API key cannot sign [^\n]*--force/);
      expect(snapshot(emulator)).toEqual(before);
      const document = `https://${TO}/voice-error.xml`;
      const taken = await numbers.run(
        ["attach", "--to", document, "--yes"],
        key,
      );
      expect(taken.code).toBe(0);
      const seen = await numbers.run(["audit", "--subaccounts"], key);
      expect(seen.error).toMatch(/--subaccounts: an API key may not see/);
    }));
});

describe("subaccounts", () => {
  it("are all read with --subaccounts, each with its own login", () =>
    withNumbers(async ({ account, accountSid }, numbers) => {
      account.phoneNumbers.add({ voice_url: PRIMARY });
      const shop = account.addSubaccount("Shop");
      const number = shop.phoneNumbers.add({ voice_url: PRIMARY });
      const service = shop.messagingServices.add({
        inbound_request_url: PRIMARY,
      });
      account.addSubaccount("Old", "closed").phoneNumbers.add({});
      const audited = await auditJson(numbers, ["--subaccounts"]);
      expect(
        audited.resources.map((row) => [row["accountSid"], row.sid]),
      ).toEqual([
        ...[0, 1].map(() => [
          accountSid,
          account.phoneNumbers.all()[0]?.["sid"],
        ]),
        ...[0, 1].map(() => [shop.accountSid, number]),
        [shop.accountSid, service],
      ]);
      expect(audited.notes).toEqual([
        "1 suspended or closed account not read.",
      ]);
    }));

  it("are worked in with --account, and restored by what the undo file says", () =>
    withNumbers(async (emulator, numbers) => {
      const shop = emulator.account.addSubaccount("Shop");
      const number = shop.phoneNumbers.add({ voice_url: PRIMARY });
      const trunk = shop.byocTrunks.add({ voice_url: PRIMARY });
      const before = [...shop.phoneNumbers.all(), ...shop.byocTrunks.all()];
      const there = ["--account", shop.accountSid];
      const attached = await numbers.run([
        ...["attach", "--to", TO, "--yes", ...there],
      ]);
      expect(attached.code).toBe(0);
      for (const fields of [
        shop.phoneNumbers.get(number),
        shop.byocTrunks.get(trunk),
      ])
        expect(fields).toMatchObject({ voice_fallback_url: FALLBACK });
      expect(await auditJson(numbers, there)).toMatchObject({ code: 0 });
      const [undo = ""] = await numbers.undoFiles();
      expect((await numbers.run(["restore", undo, "--yes"])).code).toBe(0);
      expect([...shop.phoneNumbers.all(), ...shop.byocTrunks.all()]).toEqual(
        before,
      );
      for (const sid of [`AC${"9".repeat(32)}`, "Shop"]) {
        const refused = await numbers.run(["audit", "--account", sid]);
        expect(refused.code).toBe(2);
        expect(refused.error).toMatch(/^--account [^\n]*$/);
      }
    }));
});

describe("what counts elsewhere", () => {
  it("says with --regions which numbers' calls another region's record decides", () =>
    withNumbers(async ({ account }, numbers) => {
      account.phoneNumbers.add({ phone_number: "+14155550100" });
      const irish = account.phoneNumbers.add({
        ...{ phone_number: "+353155501000", voice_url: PRIMARY },
        voice_fallback_url: FALLBACK,
      });
      account.processIn("ie1", "+353155501000");
      const { resources, notes } = await auditJson(numbers, ["--regions"]);
      expect(
        resources.find((row) => row.sid === irish && row.channel === "voice"),
      ).toMatchObject({ voiceRegion: "ie1" });
      expect(notes).toHaveLength(1);
      expect(notes[0]).toMatch(
        /\+353155501000 are processed in ie1.*TWILIO_REGION=ie1/,
      );
      expect((await auditJson(numbers)).notes).toEqual([]);
    }));

  it("says where the account has Webhook Rules", () =>
    withNumbers(async ({ account }, numbers) => {
      expect((await auditJson(numbers)).notes).toEqual([]);
      account.webhookRules.add({});
      expect((await auditJson(numbers)).notes).toEqual([
        expect.stringContaining("Webhook Rules"),
      ]);
    }));

  it("calls a primary that is /fallback a mistake", () =>
    withNumbers(async ({ account }, numbers) => {
      account.phoneNumbers.add({
        ...{ phone_number: "+14155550100", voice_url: FALLBACK },
      });
      const { notes, code } = await auditJson(numbers);
      expect(code).toBe(1);
      expect(notes).toEqual([
        expect.stringMatching(
          /^A mistake: the primary URL of \+14155550100 is \/fallback/,
        ),
      ]);
    }));

  it("shows no password in JSON", () =>
    withNumbers(async ({ account }, numbers) => {
      account.phoneNumbers.add({
        voice_url: "https://user:secret@www.example.com/",
        voice_fallback_url: "https://user:secret@b.example.org/",
      });
      const { printed } = await numbers.run(["audit", "--json"]);
      expect(printed).not.toContain("secret");
      expect(printed).toContain("https://user:•••@www.example.com/");
    }));
});
