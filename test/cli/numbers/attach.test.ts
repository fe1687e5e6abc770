import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type TwilioEmulator } from "../../../src/emulator";
import {
  changedSids,
  numbersOn,
  snapshot,
} from "../../support/samples/numbers";

const TO = "a-1-dev.twil.io";
const FALLBACK = `https://${TO}/fallback`;
const PRIMARY = "https://www.example.com/voice";
const FOREIGN = "https://old.example.net/f";

describe("npm run numbers -- attach", () => {
  let emulator: TwilioEmulator;
  let numbers: Awaited<ReturnType<typeof numbersOn>>;
  beforeEach(async () => {
    emulator = await startEmulator();
    numbers = await numbersOn(emulator);
  });
  afterEach(async () => {
    expect(emulator.unknownCalls).toEqual([]);
    await Promise.all([emulator.stop(), numbers.remove()]);
  });
  const attach = (...args: string[]) =>
    numbers.run(["attach", "--to", TO, ...args]);
  const addNumber = (fields: Record<string, string>) =>
    emulator.account.phoneNumbers.add(fields);
  const undo = async () => {
    const [name = ""] = await numbers.undoFiles();
    return JSON.parse(await readFile(join(numbers.folder, name), "utf8")) as {
      changes: { sid: string; fields: unknown[] }[];
    };
  };

  it("shows the plan and changes nothing without an answer, or with a no", async () => {
    addNumber({
      phone_number: "+14155550100",
      voice_url: PRIMARY,
      voice_fallback_url: FOREIGN,
    });
    const before = snapshot(emulator);
    const unanswered = await attach("--replace");
    expect(unanswered.code).toBe(2);
    expect(unanswered.error).toMatch(/^Nothing was changed: .*--yes/);
    expect(unanswered.printed).toContain("phone number +14155550100");
    expect(unanswered.printed).toContain(`- voiceFallbackUrl: ${FOREIGN}`);
    expect(unanswered.printed).toContain("replaced");
    expect(unanswered.printed).toContain(`+ voiceFallbackUrl: ${FALLBACK}`);

    const declined = await numbers.run(["attach", "--to", TO, "--replace"], {
      answer: () => false,
    });
    expect(declined.code).toBe(1);
    expect(declined.printed).toContain("Nothing was changed.");
    expect(snapshot(emulator)).toEqual(before);
    expect(await numbers.undoFiles()).toEqual([]);
  });

  it("sets the fallback on the resource that governs, once for all that it governs", async () => {
    const { applications, messagingServices } = emulator.account;
    const app = applications.add({ friendly_name: "IVR", voice_url: PRIMARY });
    const service = messagingServices.add({ inbound_request_url: PRIMARY });
    const governed = ["0", "1"].map((n) =>
      addNumber({
        phone_number: `+1415555010${n}`,
        voice_url: PRIMARY,
        sms_url: PRIMARY,
        voice_application_sid: app,
        sms_application_sid: app,
      }),
    );
    governed.forEach((sid) => {
      emulator.account.addSender(service, sid);
    });
    const before = snapshot(emulator);
    const { printed } = await attach("--only", "+1415555010*", "--yes");
    expect(changedSids(before, snapshot(emulator))).toEqual([app, service]);
    expect(printed).toContain("in place of: +14155550100, +14155550101");
    expect(applications.get(app)).toMatchObject({
      voice_fallback_url: FALLBACK,
      sms_fallback_url: "",
    });
  });

  it("picks by SID, number, name, pattern and kind", async () => {
    const sids = ["0", "1", "2"].map((n) =>
      addNumber({
        phone_number: `+1415555010${n}`,
        friendly_name: `Sales (${n})`,
        voice_url: PRIMARY,
      }),
    );
    const app = emulator.account.applications.add({
      friendly_name: "Sales app",
      voice_url: PRIMARY,
    });
    const planned = async (...args: string[]) => {
      const before = snapshot(emulator);
      await attach(...args, "--yes");
      const changed = changedSids(before, snapshot(emulator));
      for (const file of (await numbers.undoFiles()).toReversed())
        await numbers.run(["restore", file, "--yes"]);
      return changed;
    };
    expect(await planned("--only", sids[1] ?? "")).toEqual([sids[1]]);
    expect(await planned("--only", "+14155550102")).toEqual([sids[2]]);
    expect(await planned("--only", "sales (0)")).toEqual([sids[0]]);
    expect(await planned("--only", "*Sales*")).toEqual([...sids, app]);
    expect(await planned("--kind", "app,byoc-trunk")).toEqual([app]);
    expect(await planned("--only", "Sales*", "--kind", "number")).toEqual(sids);
  });

  it("sets a static document on its own channel, with GET", async () => {
    const sid = addNumber({ voice_url: PRIMARY, sms_url: PRIMARY });
    const { printed } = await numbers.run([
      ...["attach", "--to", `https://${TO}/voice-error.xml`, "--yes"],
    ]);
    expect(emulator.account.phoneNumbers.get(sid)).toMatchObject({
      voice_fallback_url: `https://${TO}/voice-error.xml`,
      voice_fallback_method: "GET",
      sms_fallback_url: "",
      sms_fallback_method: "POST",
    });
    expect(printed).toContain("no fallback of --to is for this channel");
  });

  it("leaves alone what it would not help", async () => {
    addNumber({ voice_url: `https://${TO}/voice` });
    addNumber({ voice_url: "https://demo.twilio.com/welcome/voice/" });
    addNumber({
      voice_url: PRIMARY,
      trunk_sid: emulator.account.trunks.add({}),
    });
    addNumber({ voice_url: PRIMARY, voice_fallback_url: FOREIGN });
    addNumber({ voice_url: "https://b-2-dev.twil.io/fallback" });
    const before = snapshot(emulator);
    const { code, printed } = await attach();
    expect(code).toBe(0);
    expect(printed).toContain("the primary's own server");
    expect(printed).toContain("no primary URL to protect");
    expect(printed).toContain("it has no enabled Origination URL");
    expect(printed).toContain("covered already (--replace takes it)");
    expect(printed).toContain("its primary URL is the fallback itself");
    expect(snapshot(emulator)).toEqual(before);
  });

  it("has the undo file ready before the first change, and reports a failure in the middle truly", async () => {
    const [first, second, third] = ["0", "1", "2"].map((n) =>
      addNumber({ phone_number: `+1415555010${n}`, voice_url: PRIMARY }),
    );
    const { phoneNumbers } = emulator.account;
    const before = snapshot(emulator);
    const { code, printed } = await numbers.run(["attach", "--to", TO], {
      // Between plan and change, one loses its primary and one is released.
      answer: () => {
        phoneNumbers.update(second ?? "", new URLSearchParams("VoiceUrl="));
        phoneNumbers.remove(third ?? "");
        return true;
      },
    });
    expect(code).toBe(1);
    expect(printed).toContain(
      "✖ 1 of 3 resources changed, 1 as before, 1 left to someone else's change",
    );
    expect(printed).toMatch(/\+14155550101 .* is left: voiceUrl was changed/);
    expect(printed).toMatch(/\+14155550102 .* is as before: .*20404/);
    expect((await undo()).changes.map(({ sid }) => sid)).toEqual([
      ...[first, second, third],
    ]);

    const [file = ""] = await numbers.undoFiles();
    const restored = await numbers.run(["restore", file, "--yes"]);
    expect(restored.code).toBe(1);
    expect(restored.printed).toMatch(/\+14155550102 .* is left: it is gone/);
    expect(snapshot(emulator)[0]).toEqual(before[0]);
  });

  it("stops when Twilio is gone, and finishes when it is run again", async () => {
    for (let n = 0; n < 40; n++) addNumber({ voice_url: PRIMARY });
    const before = snapshot(emulator);
    let steps = 0;
    const { code, printed } = await numbers.run(
      ["attach", "--to", TO, "--yes"],
      {
        onStep: () => {
          if (++steps === 10) emulator.dropConnections();
          if (steps === 10) void emulator.stop();
        },
      },
    );
    const done = changedSids(before, snapshot(emulator)).length;
    expect(code).toBe(1);
    expect(done).toBeLessThan(40);
    const [, changed, perhaps, rest] =
      /(\d+) of 40 resources changed, \d+ as before(?:, (\d+) perhaps changed)?, (\d+) not tried/.exec(
        printed,
      ) ?? [];
    expect(Number(changed)).toBeLessThanOrEqual(done);
    expect(Number(changed) + Number(perhaps ?? 0)).toBeGreaterThanOrEqual(done);
    expect(Number(rest)).toBeGreaterThan(0);
    expect((await undo()).changes).toHaveLength(40);
  });

  it("keeps the rest of a primary's fragment, and a password to itself", async () => {
    const sid = addNumber({
      voice_url: "https://user:secret@www.example.com/voice?a=1#rc=2&ct=500",
    });
    const { printed } = await attach("--fast-failover", "--yes");
    expect(emulator.account.phoneNumbers.get(sid)).toMatchObject({
      voice_url:
        "https://user:secret@www.example.com/voice?a=1#rc=2&ct=500&rt=5000&tt=6000",
    });
    expect(printed).toContain(
      "https://user:•••@www.example.com/voice?a=1#rc=2&ct=500&rt=5000&tt=6000",
    );
    expect(printed).not.toContain("secret");
    expect(printed).toContain("6 s at most");
  });

  it("restores field by field, and leaves what someone changed since unless forced", async () => {
    const sid = addNumber({ voice_url: PRIMARY, sms_url: PRIMARY });
    await attach("--yes");
    const { phoneNumbers } = emulator.account;
    phoneNumbers.update(sid, new URLSearchParams({ SmsFallbackUrl: FOREIGN }));
    const [file = ""] = await numbers.undoFiles();
    const { code, printed } = await numbers.run(["restore", file, "--yes"]);
    expect(code).toBe(1);
    expect(printed).toContain(
      `smsFallbackUrl was changed since, to ${FOREIGN}`,
    );
    expect(phoneNumbers.get(sid)).toMatchObject({
      voice_fallback_url: "",
      sms_fallback_url: FOREIGN,
    });
    const forced = await numbers.run(["restore", file, "--force", "--yes"]);
    expect(forced.code).toBe(0);
    expect(phoneNumbers.get(sid)).toMatchObject({ sms_fallback_url: "" });
    const again = await numbers.run(["restore", file]);
    expect(again.code).toBe(0);
    expect(again.printed).toContain("Everything is as it was before.");
  });
});

describe("npm run numbers -- buy", () => {
  it("buys a number that has its fallback in the very request", async () => {
    const emulator = await startEmulator();
    const numbers = await numbersOn(emulator);
    const args = [
      ...["buy", "--area-code", "212", "--country", "US", "--to", TO],
      ...["--voice-url", PRIMARY, "--sms-url", PRIMARY],
    ];
    expect((await numbers.run(args)).code).toBe(2);
    expect(snapshot(emulator)).toEqual([]);

    const { code, printed } = await numbers.run(args, { answer: () => true });
    expect(code).toBe(0);
    expect(printed).toMatch(/✔ \+1212\d{7} is yours \(PN\w{32}\)/);
    expect(snapshot(emulator)).toMatchObject([
      {
        voice_url: PRIMARY,
        voice_fallback_url: FALLBACK,
        sms_url: PRIMARY,
        sms_fallback_url: FALLBACK,
        sms_fallback_method: "POST",
      },
    ]);
    const [{ phone_number = "" } = {}] = snapshot(emulator);
    const taken = await numbers.run([
      ...["buy", "--number", phone_number, "--to", TO, "--yes"],
      ...["--voice-url", PRIMARY],
    ]);
    expect(taken.code).toBe(1);
    expect(taken.printed).toMatch(/was not bought: .*21422/);
    await Promise.all([emulator.stop(), numbers.remove()]);
  });
});
