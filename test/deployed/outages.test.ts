import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AlertSinks } from "../../src/emulator/alert-sinks";
import type { TwilioEmulator } from "../../src/emulator/twilio-emulator";
import type { Params } from "../../src/twilio/signature";
import { SMS_SETTINGS, withSinks } from "../support/alerts";
import type { Part } from "../support/dependencies";
import { startBackup } from "../support/backup-server";
import { installDependencies, startContainer } from "../support/deployment";
import { emulatorSettings, withEmulator } from "../support/emulator";
import { expectedAttempts } from "../support/expected-attempts";
import { failedWebhook, help, relayedHelp } from "../support/failed-webhook";
import {
  APOLOGIES,
  expectAlerts,
  expectNoSecret,
  expectRecord,
  expectReply,
  expectWarnings,
} from "../support/laws";
import {
  brokenParts,
  MIXED_OUTAGES,
  SINGLE_OUTAGES,
  SLOW_OUTAGES,
  startOutage,
  TOTAL_OUTAGES,
  type Outage,
} from "../support/outages";
import { postSigned } from "../support/post-signed";
import { starvedMs } from "../support/starved";
import { turns } from "../support/turns";
import { certificates } from "../support/ways-to-fail";

const CHANNELS = ["voice", "messaging"] as const;
const STATES = ["cold", "warm", "thawed"] as const;
/** So that what hangs is soon given up. */
const HASTE = { RESPONSE_BUDGET_MS: "3000", ATTEMPT_TIMEOUT_MS: "600" };
const DEFAULT_BUDGET_MS = 7000;
/** For the end of a connection to reach a container that is frozen. */
const FREEZE_MS = 20;

/** Starting one is what takes a processor: who starts must not keep the others from answering. */
const inTurn = turns(2);

const onBothChannels = (outages: readonly Outage[]) =>
  outages.flatMap((outage) =>
    CHANNELS.map((channel) => ({ channel, name: outage.name, outage })),
  );
type Case = ReturnType<typeof onBothChannels>[number];

describe("the laws of the deployed /fallback, cold, warm and after a freeze,", () => {
  let folder: string;
  let remove: () => Promise<void>;
  let caFile: string;
  beforeAll(async () => {
    ({ folder, remove } = await installDependencies());
    const { untrusted, ca } = await certificates();
    caFile = join(await mkdtemp(join(tmpdir(), "ca-")), "ca.pem");
    await writeFile(caFile, [untrusted.cert, ca].join("\n"));
  }, 180_000);
  afterAll(async () => {
    await Promise.all([remove(), rm(dirname(caFile), { recursive: true })]);
  });

  const survive = async (
    { channel, outage }: Case,
    limits: Readonly<Record<string, string>>,
    { emulator, sinks }: { emulator: TwilioEmulator; sinks: AlertSinks },
  ) => {
    const backup = await startBackup(help, emulator.authToken);
    const hasHelp = outage.faults.length === 1;
    const broken = brokenParts(outage);
    const out = await startOutage(outage, {
      ...emulatorSettings(emulator),
      ...sinks.settings,
      ...SMS_SETTINGS,
      ...(hasHelp && { BACKUP_ORIGINS: backup.url }),
    });
    const failing = (part: Part) => {
      const fails = broken.get(part);
      return fails ? [{ origin: out.urls.get(part) ?? "", fails }] : [];
    };
    const attemptsOf = expectedAttempts([
      ...failing("first backup"),
      ...(hasHelp ? [{ origin: backup.url, fails: null }] : []),
      ...failing("last backup"),
    ]);
    const container = await inTurn(() =>
      startContainer(
        folder,
        "fallback.protected.js",
        { ...out.settings, ...limits },
        { NODE_EXTRA_CA_CERTS: caFile },
      ),
    );
    const ask = async (params: Params, authToken = emulator.authToken) => {
      const before = container.starvedMs() + starvedMs("self");
      const reply = await postSigned(container.url, params, authToken);
      const starved = container.starvedMs() + starvedMs("self") - before;
      return { ...reply, ms: reply.ms - starved };
    };

    const records: Record<string, unknown>[] = [];
    try {
      // What the signature check loads is the platform's own.
      await inTurn(() => ask([], "not the token"));
      for (const state of STATES) {
        if (state === "thawed") {
          container.freeze();
          for (const peer of [emulator, sinks, backup, out])
            peer.dropConnections();
          await sleep(FREEZE_MS);
          container.thaw();
        }
        const isKnown = (channel === "voice") === (state !== "warm");
        const webhook = failedWebhook(channel, isKnown);
        const isHelped = hasHelp && isKnown;
        expectReply(
          await ask(webhook.params),
          channel,
          isHelped ? relayedHelp(channel, backup.url) : APOLOGIES[channel],
          Number(limits["RESPONSE_BUDGET_MS"] ?? DEFAULT_BUDGET_MS),
        );
        expectAlerts(webhook.origin, broken, sinks, emulator);
        records.push({
          ...webhook.facts,
          outcome: isHelped ? "recovered" : "apologized",
          recoveredBy: isHelped ? backup.url : null,
          attempts: attemptsOf(isHelped),
        });
      }
    } finally {
      await container.stop();
      await Promise.all([backup.stop(), out.stop()]);
    }
    const log = await container.logged(0);
    const warnings = await container.warned(0);
    for (const record of records)
      expectRecord(record, !broken.has("journal"), log, emulator);
    expect(log).toHaveLength(STATES.length);
    expectWarnings(warnings, broken);
    expectNoSecret([...log, ...warnings], out.settings, emulator);
  };

  const surviving = (limits: Readonly<Record<string, string>>) => (one: Case) =>
    withSinks((sinks) =>
      withEmulator((emulator) => survive(one, limits, { emulator, sinks })),
    );

  it.concurrent.each(onBothChannels(SLOW_OUTAGES))(
    "hold with the default limits ($channel) while $name",
    surviving({}),
  );

  it.concurrent.each(
    onBothChannels([...SINGLE_OUTAGES, ...TOTAL_OUTAGES, ...MIXED_OUTAGES]),
  )("hold ($channel) while $name", surviving(HASTE));
});
