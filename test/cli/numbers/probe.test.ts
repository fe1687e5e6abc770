import { withEmulator } from "../../support/servers/emulator";
import { startFallbackService } from "../../support/servers/fallback-service";
import {
  auditJson,
  numbersOn,
  snapshot,
  verdictOn,
} from "../../support/samples/numbers";

const PRIMARY = "https://www.example.com/voice";

describe("numbers, where a fallback may be dead", () => {
  it("tells with --probe what answers, each fallback asked once", () =>
    withEmulator(async (emulator) => {
      const { account, authToken } = emulator;
      const numbers = await numbersOn(emulator);
      const service = await startFallbackService(
        () => [authToken],
        ["gone.twil.io"],
      );
      const heads: Record<string, { status: number; type: string | null }> = {
        "https://html.example.org/": { status: 200, type: "text/html" },
        "https://json.example.org/": { status: 200, type: "application/json" },
        "https://strict.example.org/": { status: 405, type: null },
        "https://signed.example.org/": { status: 403, type: "text/plain" },
        "https://broken.example.org/": { status: 502, type: "text/html" },
        "https://lost.example.org/": { status: 404, type: "text/html" },
      };
      const outside = {
        ...service.outside,
        askHead: (url: URL) =>
          Promise.resolve(heads[url.href] ?? { cause: "ENOTFOUND" }),
      };
      const add = (url: string, method = "POST") =>
        account.phoneNumbers.add({
          ...{ voice_url: PRIMARY, voice_fallback_url: url },
          voice_fallback_method: method,
        });
      const expected = {
        covered: [
          add("https://a.twil.io/fallback"),
          add("https://a.twil.io/fallback"),
          add("https://a.twil.io/fallback", "GET"),
          add("https://a.twil.io/voice-error.xml", "GET"),
          add("https://html.example.org/"),
          add("https://strict.example.org/"),
          add("https://signed.example.org/"),
        ],
        dead: [
          add("https://a.twil.io/falback"),
          add("https://gone.twil.io/fallback"),
          add("https://json.example.org/"),
          add("https://broken.example.org/"),
          add("https://lost.example.org/"),
          add("https://nowhere.example.org/"),
          add("https://a.twil.io/messaging-error.xml", "GET"),
        ],
      };
      const app = account.applications.add({
        ...{
          voice_url: PRIMARY,
          voice_fallback_url: "https://a.twil.io/falback",
        },
      });
      const governed = account.phoneNumbers.add({ voice_application_sid: app });

      const blind = await auditJson(numbers, [], { outside });
      expect(blind.summary).toMatchObject({ covered: 15, dead: 1 });
      expect(service.asked).toEqual([]);
      const probed = await auditJson(numbers, ["--probe"], { outside });
      for (const [verdict, sids] of Object.entries(expected))
        for (const sid of sids)
          expect([sid, verdictOn(probed, sid)]).toEqual([sid, verdict]);
      expect(verdictOn(probed, governed)).toBe("dead");
      expect(service.asked.toSorted()).toEqual([
        ...["GET /fallback", "GET /voice-error.xml"],
        ...["POST /falback", "POST /fallback"],
      ]);
      const { printed } = await numbers.run(["audit", "--probe"], { outside });
      expect(printed).toMatch(/dead: 11200: HTTP 404/);
      expect(printed).toContain("https://a.twil.io/falback");
      expect(printed).toContain("dead: it does not answer (ENOTFOUND)");
      await Promise.all([numbers.remove(), service.stop()]);
    }));

  it("attaches nothing that does not answer, unless forced", () =>
    withEmulator(async (emulator) => {
      const { account, authToken } = emulator;
      const numbers = await numbersOn(emulator);
      const { outside, asked, stop } = await startFallbackService(
        () => [authToken],
        ["gone.twil.io"],
      );
      for (let n = 0; n < 42; n++)
        account.phoneNumbers.add({ voice_url: PRIMARY, sms_url: PRIMARY });
      const before = snapshot(emulator);
      const attach = (to: string, ...more: string[]) =>
        numbers.run(["attach", "--to", to, "--yes", ...more], { outside });
      for (const to of [
        "gone.twil.io",
        "a.twil.io,gone.twil.io",
        "https://a.twil.io/falback",
      ]) {
        const { code, printed } = await attach(to);
        expect(code).toBe(1);
        expect(printed).toMatch(
          /✖ https:\S+ would not help a (call|message): /,
        );
        expect(printed).toContain("Nothing was changed.");
        expect(snapshot(emulator)).toEqual(before);
        expect(await numbers.undoFiles()).toEqual([]);
      }
      const dry = await attach("gone.twil.io", "--dry-run");
      expect(dry.code).toBe(0);
      expect(dry.printed).toContain("Plan, in channels: 84 added");
      expect(snapshot(emulator)).toEqual(before);

      const askedBefore = asked.length;
      expect((await attach("a.twil.io")).code).toBe(0);
      expect(asked.slice(askedBefore)).toEqual([
        ...["POST /fallback", "POST /fallback"],
      ]);
      expect((await attach("gone.twil.io", "--replace", "--force")).code).toBe(
        0,
      );
      await Promise.all([numbers.remove(), stop()]);
    }));

  it("puts its own URL right, and takes no one's place that works unless told", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      const FOREIGN = "https://old.example.net/f";
      const add = (url: string, method = "POST") =>
        account.phoneNumbers.add({
          ...{ voice_url: PRIMARY, voice_fallback_url: url },
          voice_fallback_method: method,
        });
      const mine = add("https://a.twil.io/fallback", "GET");
      const theirs = add(FOREIGN);
      const dead = add("http://10.0.0.1/f");
      const found = (sid: string) => account.phoneNumbers.get(sid);
      const attach = ["attach", "--to", "a.twil.io", "--yes"];
      const first = await numbers.run([...attach, "--fast-failover"]);
      expect(first.printed).toContain(
        "Plan, in channels: 0 added, 1 replaced, 1 put right, 1 with a shorter wait alone, 3 left",
      );
      const fallback = "https://a.twil.io/fallback";
      expect(found(mine)).toMatchObject({ voice_fallback_method: "POST" });
      expect(found(dead)).toMatchObject({ voice_fallback_url: fallback });
      expect(found(theirs)).toMatchObject({
        voice_url: `${PRIMARY}#ct=2000&rt=5000&tt=6000`,
        voice_fallback_url: FOREIGN,
      });
      const second = await numbers.run(attach);
      expect(second.printed).toContain("covered already (--replace takes it)");
      const third = await numbers.run([...attach, "--replace"]);
      expect(third.printed).toContain("(someone's fallback, replaced)");
      expect(found(theirs)).toMatchObject({ voice_fallback_url: fallback });
      await numbers.remove();
    }));

  it("gives a number the longest document of --to that fits its digits", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      const add = (phone_number: string) =>
        account.phoneNumbers.add({ phone_number, voice_url: PRIMARY });
      const sids = ["+493012345", "+4930199999", "+14155550100"].map(add);
      const documents = ["", ".49", ".4930199999"].map(
        (digits) => `https://a.twil.io/voice-error${digits}.xml`,
      );
      await numbers.run(["attach", "--to", documents.join(","), "--yes"]);
      expect(
        sids.map(
          (sid) => account.phoneNumbers.get(sid)?.["voice_fallback_url"],
        ),
      ).toEqual([documents[1], documents[2], documents[0]]);
      await numbers.remove();
    }));
});
