import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Params } from "../../src/twilio/signature";
import {
  sharedDeployment,
  startContainer,
  type Container,
} from "../support/runtime/deployment";
import { failedWebhook, relayedHelp } from "../support/servers/failed-webhook";
import {
  APOLOGIES,
  expectAlerts,
  expectNoSecret,
  expectRecord,
  expectReply,
  expectWarnings,
} from "../support/laws/laws";
import {
  MIXED_OUTAGES,
  SINGLE_OUTAGES,
  SLOW_OUTAGES,
  TOTAL_OUTAGES,
  type Outage,
} from "../support/laws/outages";
import { postSigned } from "../support/samples/post-signed";
import { starvedMs, unlessStarved } from "../support/runtime/starved";
import { turns } from "../support/runtime/turns";
import { certificates } from "../support/servers/ways-to-fail";
import { withOutage, type Surroundings } from "../support/laws/with-outage";

const CHANNELS = ["voice", "messaging"] as const;
const STATES = ["cold", "warm", "thawed"] as const;
/** So that what hangs is soon given up. */
const HASTE = { RESPONSE_BUDGET_MS: "3000", ATTEMPT_TIMEOUT_MS: "600" };
const DEFAULT_BUDGET_MS = 7000;
/** For the end of a connection to reach a container that is frozen. */
const FREEZE_MS = 20;

const onBothChannels = (outages: readonly Outage[]) =>
  outages.flatMap((outage) =>
    CHANNELS.map((channel) => ({ channel, name: outage.name, outage })),
  );
type Case = ReturnType<typeof onBothChannels>[number];

/** A container that starts takes a processor, which the others need to answer in time. */
const inTurn = turns(2);

describe("the laws of the deployed /fallback, cold, warm and after a freeze,", () => {
  const folder = sharedDeployment();
  let caFile: string;
  beforeAll(async () => {
    const { untrusted, ca } = await certificates();
    caFile = join(await mkdtemp(join(tmpdir(), "ca-")), "ca.pem");
    await writeFile(caFile, [untrusted.cert, ca].join("\n"));
  }, 180_000);
  afterAll(async () => {
    await rm(dirname(caFile), { recursive: true });
  });

  const start = (env: Readonly<Record<string, string>>) =>
    inTurn(async () => {
      const container = await startContainer(
        folder(),
        "fallback.protected.js",
        env,
        { processEnv: { NODE_EXTRA_CA_CERTS: caFile } },
      );
      // What the signature check loads is the platform's own.
      await postSigned(container.url, [], "not the token");
      return container;
    });

  /** Fails one webhook in each state of a container. Returns the records that are to be. */
  const failInEachState = async (
    container: Container,
    channel: Case["channel"],
    around: Surroundings,
    ask: (params: Params) => ReturnType<typeof postSigned>,
    budgetMs: number,
  ) => {
    const records: Record<string, unknown>[] = [];
    for (const state of STATES) {
      if (state === "thawed") {
        container.freeze();
        around.dropConnections();
        await sleep(FREEZE_MS);
        container.thaw();
      }
      const isKnown = (channel === "voice") === (state !== "warm");
      const webhook = failedWebhook(channel, isKnown);
      const helpUrl = isKnown ? around.helpUrl : null;
      expectReply(
        await ask(webhook.params),
        channel,
        helpUrl === null ? APOLOGIES[channel] : relayedHelp(channel, helpUrl),
        budgetMs,
      );
      expectAlerts(webhook.origin, around);
      records.push({
        ...webhook.facts,
        outcome: helpUrl === null ? "apologized" : "recovered",
        recoveredBy: helpUrl,
        attempts: around.attemptsOf(helpUrl !== null),
      });
    }
    return records;
  };

  const survive =
    (limits: Readonly<Record<string, string>>) =>
    ({ channel, outage }: Case) =>
      unlessStarved((noteStarved) =>
        withOutage(outage, async (around) => {
          const { emulator, broken, settings } = around;
          const container = await start({ ...settings, ...limits });
          const waitedMs = () =>
            starvedMs(container.pid ?? "self") + starvedMs("self");
          const ask = async (params: Params) => {
            const before = waitedMs();
            const { url } = container;
            const reply = await postSigned(url, params, emulator.authToken);
            const starved = waitedMs() - before;
            noteStarved(starved);
            return { ...reply, ms: reply.ms - starved };
          };
          const records = await failInEachState(
            container,
            channel,
            around,
            ask,
            Number(limits["RESPONSE_BUDGET_MS"] ?? DEFAULT_BUDGET_MS),
          ).finally(() => container.stop());

          const log = await container.logged(0);
          const warnings = await container.warned(0);
          expect(log).toHaveLength(STATES.length);
          for (const record of records)
            expectRecord(record, !broken.has("journal"), log, emulator);
          expectWarnings(warnings, broken);
          expectNoSecret([...log, ...warnings], settings, emulator);
        }),
      );

  it.concurrent.each(onBothChannels(SLOW_OUTAGES))(
    "hold with the default limits ($channel) while $name",
    survive({}),
    60_000,
  );

  it.concurrent.each(
    onBothChannels([...SINGLE_OUTAGES, ...TOTAL_OUTAGES, ...MIXED_OUTAGES]),
  )("hold ($channel) while $name", survive(HASTE));
});
