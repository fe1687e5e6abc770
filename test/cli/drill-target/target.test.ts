import type { Feed } from "../../../src/incidents/feed";
import type { JournalRecord } from "../../../src/journal/record";
import { errorCodes } from "../../../src/twilio/error-codes";
import {
  SMS_SETTINGS,
  alertsAt,
  withSinks,
} from "../../support/samples/alerts";
import { startBackup, twiml } from "../../support/servers/backup-server";
import { sharedDeployment } from "../../support/runtime/deployment";
import {
  brokenOf,
  drillCalls,
  drillService,
} from "../../support/servers/drill-service";
import { recordsIn, withEmulator } from "../../support/servers/emulator";
import { refusingUrl } from "../../support/servers/misbehaving-server";

const TOKEN = "a-token-of-the-tests";
const CODES = errorCodes().length;
const ERROR_URL = "https://www.example.com/menu?lang=de";

describe("npm run drill -- --target", () => {
  const folder = sharedDeployment();

  it(
    "rehearses every error on both channels, finds each record once, and alerts nobody",
    () =>
      withSinks((sinks) =>
        withEmulator(async (emulator) => {
          const env = {
            ...sinks.settings,
            ...SMS_SETTINGS,
            DASHBOARD_TOKEN: TOKEN,
            BACKUP_ORIGINS: await refusingUrl(),
          };
          const { code, stdout, stderr, service } = await drillService(
            folder(),
            emulator,
            [],
            { env },
          );
          expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
          expect(stdout).toContain("✔ an unsigned request is refused (403)");
          expect(stdout).toMatch(/✔ 11236 Certificate invalid, expir… +POST/);
          expect(stdout).toContain("54 of 54 records are in Sync");
          expect(stdout).toContain("✔ nobody was alerted");
          expect(stdout).toContain("In full: “We are sorry. We cannot take");
          expect(stdout.trim().split("\n").at(-1)).toMatch(
            /^✔ http:\/\/localhost:\d+ answers: 54 rehearsals, 54 valid replies, the slowest in \d+ ms; all in Sync\.$/,
          );

          const records = recordsIn(emulator) as JournalRecord[];
          expect(records).toHaveLength(2 * (CODES + 1));
          expect(new Set(records.map(({ sid }) => sid)).size).toBe(54);
          for (const record of records)
            expect(record).toMatchObject({ rehearsal: true, attempts: [] });
          expect(alertsAt(sinks, emulator)).toEqual({});
          expect(emulator.sync.documentNames()).toEqual([]);
          expect(service.mostAtOnce()).toBeLessThanOrEqual(4);

          const response = await fetch(`${service.url}/incidents`, {
            headers: { Authorization: `Bearer ${TOKEN}` },
          });
          const feed = (await response.json()) as Feed;
          expect(feed.incidents).toEqual([]);
          expect(feed.failures).toHaveLength(54);
          expect(feed.failures.every(({ rehearsal }) => rehearsal)).toBe(true);
          await service.stop();
        }),
      ),
    60_000,
  );

  it(
    "tells machines the same",
    () =>
      withEmulator(async (emulator) => {
        const { code, result } = await drillCalls(folder(), emulator);
        expect({ code, ok: result.ok }).toEqual({ code: 0, ok: true });
        expect(result.publicSurface).toHaveLength(4);
        expect(result.rows.map(({ method }) => method)).toEqual([
          ...errorCodes().map(() => "POST"),
          "GET",
        ]);
        expect(result.rows[0]).toMatchObject({
          channel: "voice",
          method: "POST",
          error: { code: 11200, title: "HTTP retrieval failure" },
          errorUrl: expect.stringMatching(
            /^https:\/\/rehearsal-[0-9a-f]{8}\.invalid\/voice$/,
          ) as string,
          asksBackups: false,
          heard: [expect.stringMatching(/^“We are sorry/), "(hangs up)"],
          journaled: "sync",
          isMarked: true,
          outcome: "apologized",
          recoveredBy: null,
          attempts: [],
          broken: [],
        });
        expect(result).toMatchObject({
          journal: { broken: [] },
          alerts: { claims: [], broken: [] },
        });
      }),
    60_000,
  );

  it(
    "asks the backups once a channel where it is told to, with a signature they accept",
    () =>
      withEmulator(async (emulator) => {
        const backup = await startBackup(
          twiml("<Response><Say>Hello.</Say></Response>"),
          emulator.authToken,
        );
        const env = { BACKUP_ORIGINS: backup.url };
        const asks = ["--backups", "--error-url", ERROR_URL];
        const { code, result } = await drillCalls(folder(), emulator, asks, {
          env,
        });
        expect({ code, ok: result.ok }).toEqual({ code: 0, ok: true });
        expect(result.rows.at(-1)).toMatchObject({
          asksBackups: true,
          errorUrl: ERROR_URL,
          heard: ["“Hello.”"],
          recoveredBy: backup.url,
          attempts: [{ origin: backup.url, result: "twiml", status: 200 }],
        });
        expect(backup.asked).toMatchObject([
          { method: "POST", path: "/menu?lang=de", isValid: true },
        ]);
        await backup.stop();

        const dead = await drillCalls(folder(), emulator, asks, { env });
        expect(dead.code).toBe(1);
        expect(brokenOf(dead.result)).toEqual([
          "no backup answered: callers would hear the error message",
        ]);
        const none = await drillCalls(folder(), emulator, asks);
        expect(none.code).toBe(1);
        expect(brokenOf(none.result)).toEqual([
          expect.stringMatching(/^no backup was asked: is BACKUP_ORIGINS set/),
        ]);
      }),
    60_000,
  );
});
