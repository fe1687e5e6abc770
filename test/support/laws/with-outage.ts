import type { AlertSinks } from "../../../src/cli/drill/world/alert-sinks";
import type { TwilioEmulator } from "../../../src/emulator";
import type { TwimlChannel } from "../../../src/twilio/check-twiml";
import { listName } from "../../../src/journal/shards";
import { SETTING_DEFAULTS } from "../../../src/invocation/setting-defaults";
import { SMS_SETTINGS, withSinks } from "../samples/alerts";
import { startBackup } from "../servers/backup-server";
import type { Part } from "./dependencies";
import { emulatorSettings, withEmulator } from "../servers/emulator";
import { expectedRecovery, type ExpectedRecovery } from "./expected-recovery";
import { help } from "../servers/failed-webhook";
import { brokenParts, startOutage, type Outage } from "./outages";
import type { WayToFail } from "../servers/ways-to-fail";

/** What is around one container: what works, and what does not. */
export interface Surroundings {
  readonly emulator: TwilioEmulator;
  readonly sinks: AlertSinks;
  readonly broken: ReadonlyMap<Part, WayToFail>;
  readonly settings: Readonly<Record<string, string>>;
  /** What is to come of one failed webhook after the other. */
  readonly expectRecovery: (isHelped: boolean) => ExpectedRecovery;
  /** Cuts every connection, as while a container is frozen. */
  readonly dropConnections: () => void;
}

const SHARDS = Number(SETTING_DEFAULTS.JOURNAL_SHARDS);

/** Runs a test amid an outage; where it is of one dependency, everything else works. */
export function withOutage(
  outage: Outage,
  channel: TwimlChannel,
  test: (surroundings: Surroundings) => Promise<void>,
): Promise<void> {
  return withSinks((sinks) =>
    withEmulator(async (emulator) => {
      // A write meets its List: only so can it be done though its answer is lost.
      for (let shard = 0; shard < SHARDS; shard++)
        emulator.sync.createList(listName(shard));
      const backup = await startBackup(help, emulator.authToken);
      const helpUrl = outage.faults.length === 1 ? backup.url : null;
      const out = await startOutage(outage, {
        ...emulatorSettings(emulator),
        ...sinks.settings,
        ...SMS_SETTINGS,
        ...(helpUrl !== null && { BACKUP_ORIGINS: helpUrl }),
      });
      const broken = brokenParts(outage);
      const failing = (part: Part) => {
        const fails = broken.get(part);
        return fails ? [{ origin: out.urls.get(part) ?? "", fails }] : [];
      };
      try {
        await test({
          emulator,
          sinks,
          broken,
          settings: out.settings,
          expectRecovery: expectedRecovery(channel, [
            ...failing("first backup"),
            ...(helpUrl === null ? [] : [{ origin: helpUrl, fails: null }]),
            ...failing("last backup"),
          ]),
          dropConnections: () => {
            for (const peer of [emulator, sinks, backup, out])
              peer.dropConnections();
          },
        });
      } finally {
        await Promise.all([backup.stop(), out.stop()]);
      }
    }),
  );
}
