import { checkTwiml } from "../../src/twilio/check-twiml";
import { startBackup, twiml } from "../support/servers/backup-server";
import {
  sharedDeployment,
  startContainer,
  type Container,
} from "../support/runtime/deployment";
import {
  emulatorSettings,
  recordsIn,
  withEmulator,
} from "../support/servers/emulator";
import { refusingUrl } from "../support/servers/misbehaving-server";
import { postSigned } from "../support/samples/post-signed";

const CONTAINERS = 3;
const AT_ONCE_IN_EACH = 10;
const CALLS_TO_EACH = 300;
/** Less than is written to three Lists: some records must go to the log. */
const SYNC_RATE = { perSecond: 20, burstSeconds: 2 };

interface Written {
  readonly sid: string;
  /** Why it is not in Sync, where the log says so. */
  readonly reason?: string;
}

/** Calls one container so often, several times at once. Returns the SIDs. */
async function callOften(
  { url }: Container,
  name: number,
  authToken: string,
): Promise<string[]> {
  const sids: string[] = [];
  const worker = async (): Promise<void> => {
    while (sids.length < CALLS_TO_EACH) {
      const sid = `CA${name}${String(sids.length).padStart(31, "0")}`;
      sids.push(sid);
      const params = [
        ["CallSid", sid],
        ["ErrorCode", "11200"],
        ["ErrorUrl", "https://www.example.com/index"],
      ] as const;
      const { status, body } = await postSigned(
        url,
        params.map(([key, value]) => [key, value]),
        authToken,
      );
      expect([status, checkTwiml(body, "voice")]).toEqual([200, null]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE_IN_EACH }, worker));
  return sids;
}

describe("/fallback under load", () => {
  const folder = sharedDeployment();

  it("answers thirty at once, and writes each failure down once, in Sync or in the log", () =>
    withEmulator(
      async (emulator) => {
        const { authToken } = emulator;
        const answer = "<Response><Say>Hello.</Say></Response>";
        const backup = await startBackup(twiml(answer), authToken);
        const dead = await refusingUrl();
        const containers: Container[] = [];
        try {
          while (containers.length < CONTAINERS)
            containers.push(
              await startContainer(folder(), "fallback.protected.js", {
                ...emulatorSettings(emulator),
                BACKUP_ORIGINS: `${dead},${backup.url}`,
                JOURNAL_SHARDS: "3",
              }),
            );
          const sids = await Promise.all(
            containers.map((one, name) => callOften(one, name, authToken)),
          );
          const lines = await Promise.all(
            containers.map((one) => one.logged(CALLS_TO_EACH)),
          );
          const notInSync = lines
            .flat()
            .map((line) => JSON.parse(line) as Written)
            .filter(({ reason }) => reason !== undefined);
          const refused = notInSync.filter(
            ({ reason }) => reason === "Sync answered 429",
          );
          expect(refused.length).toBeGreaterThan(0);

          const inSync = recordsIn(emulator) as Written[];
          const all = [...inSync, ...notInSync].map(({ sid }) => sid);
          expect(new Set(all)).toEqual(new Set(sids.flat()));
          // What was given up may have arrived; nothing else may stand twice.
          const sure = [...inSync, ...refused].map(({ sid }) => sid);
          expect(new Set(sure).size).toBe(sure.length);
        } finally {
          await Promise.all(containers.map((one) => one.stop()));
          await backup.stop();
        }
      },
      { syncRate: SYNC_RATE },
    ));
});
