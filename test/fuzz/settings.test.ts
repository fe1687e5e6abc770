import { generalWords } from "../support/samples/general-words";
import type { JournalRecord } from "../../src/journal/record";
import { readSettings } from "../../src/invocation/read-settings";
import { SETTING_DEFAULTS } from "../../src/invocation/setting-defaults";
import { someAlert } from "../support/samples/alerts";
import { builtFunction } from "../support/runtime/built-function";
import { startForgetfulTwilio } from "../support/servers/forgetful-twilio";
import { fuzz } from "../support/arbitraries/fuzz";
import { expectLawful } from "../support/laws/record-law";
import {
  anySettings,
  LOCAL_SETTINGS,
} from "../support/arbitraries/settings-arbitrary";

const SECRET = "s3cr3t";
const WITHIN = {
  attemptTimeoutMs: [100, 8000],
  responseBudgetMs: [1000, 9000],
  journalShards: [1, 50],
  journalTtlDays: [1, 365],
  alertWindowMinutes: [1, 1440],
} as const;

const isConfidential = (text: string): boolean =>
  /^(https:\/\/|http:\/\/([^/@]*@)?(localhost|127(\.\d+){3}|\[::1\])[:/]?)/.test(
    text,
  );

const cold = builtFunction("fallback.protected");

describe("whatever the settings", () => {
  fuzz(
    "each is in its range, and no problem tells a value",
    5000,
    anySettings(SECRET),
    (env) => {
      const { settings, problems } = readSettings(env);
      for (const [name, [min, max]] of Object.entries(WITHIN)) {
        const value = settings[name as keyof typeof WITHIN];
        expect(Number.isInteger(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
      }
      expect(["POST", "GET"]).toContain(settings.backupMethod);
      expect(["masked", "full"]).toContain(settings.pii);
      expect(settings.syncServiceSid).toMatch(/^(default|IS[\da-f]{32})$/i);
      for (const { base } of settings.backupOrigins) {
        const url = new URL(base.origin + base.path);
        expect(url.protocol).toMatch(/^https?:$/);
        expect(url.href).toMatch(/^[^?#]+$/);
        expect(base.path).not.toMatch(/\/$/);
      }
      for (const { requests, recipients } of settings.alerts.notifiers) {
        expect(recipients).not.toEqual([]);
        const urls = requests(someAlert()).map(({ url }) => url);
        expect(urls.filter((url) => !isConfidential(url))).toEqual([]);
      }
      expect(settings.dashboardToken ?? "x".repeat(16)).toMatch(/^[!-~]{16,}$/);
      const { emulatorUrl, region, edge } = settings.twilio;
      if (emulatorUrl !== null)
        expect(new URL(emulatorUrl)).toMatchObject({ protocol: "http:" });
      expect(
        URL.canParse(`https://sync.${region ?? "x"}.${edge ?? "x"}.com`),
      ).toBe(true);

      expect(JSON.stringify(problems)).not.toContain(SECRET);
      const names = [
        ...Object.keys(SETTING_DEFAULTS),
        "TWILIO_REGION",
        "TWILIO_EDGE",
      ];
      for (const { name } of problems) expect(names).toContain(name);
    },
  );
});

describe("whatever the settings, beside a Sync that works", () => {
  let twilio: Awaited<ReturnType<typeof startForgetfulTwilio>>;
  beforeAll(async () => {
    twilio = await startForgetfulTwilio();
  });
  afterAll(() => twilio.stop());

  fuzz(
    "the reply is the apology, and the record in Sync and the log once",
    700,
    anySettings(SECRET),
    async (env) => {
      twilio.forget();
      const { reply, log, warnings } = await cold()(
        { ...env, ...LOCAL_SETTINGS, ...twilio.settings },
        {
          MessageSid: "SM1",
          From: "+15551234567",
          To: "+15550001111",
          ErrorCode: "11200",
          ErrorUrl: "http://localhost:1/x",
        },
      );
      expect(reply.body).toBe(generalWords("messaging"));
      expect(log).toHaveLength(1);
      const [record] = twilio.records() as [JournalRecord];
      expect(twilio.records()).toHaveLength(1);
      expectLawful(record);
      expect(JSON.parse(log[0] ?? "")).toEqual({
        ...record,
        journaled: true,
      });
      const unexpected = warnings.filter(
        (line) => !/^(Bad setting|Alert not sent by) /.test(line),
      );
      expect(unexpected).toEqual([]);
      expect(warnings.join()).not.toContain(SECRET);
    },
  );
});
