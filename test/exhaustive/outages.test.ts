import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  MIXED_OUTAGES,
  SINGLE_OUTAGES,
  SLOW_OUTAGES,
  TOTAL_OUTAGES,
  type Outage,
} from "../support/laws/outages";
import { HASTE, surviveOutage } from "../support/laws/survive-outage";
import {
  sharedDeployment,
  startContainer,
} from "../support/runtime/deployment";
import { starvedMs } from "../support/runtime/starved";
import { turns } from "../support/runtime/turns";
import { postSigned } from "../support/samples/post-signed";
import { certificates } from "../support/servers/ways-to-fail";

const STATES = ["cold", "warm", "thawed"] as const;

const onBothChannels = (outages: readonly Outage[]) =>
  outages.flatMap((outage) =>
    (["voice", "messaging"] as const).map((channel) => ({
      channel,
      name: outage.name,
      outage,
    })),
  );
type Case = ReturnType<typeof onBothChannels>[number];

/** Outages wait more than they compute; more at once, and a healthy server is found too slow. */
const atOnce = turns(8);
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

  const start = (env: Readonly<Record<string, string>>, authToken: string) =>
    inTurn(async () => {
      const container = await startContainer(
        folder(),
        "fallback.protected.js",
        env,
        { processEnv: { NODE_EXTRA_CA_CERTS: caFile } },
      );
      // What the signature check loads is the platform's own.
      await postSigned(container.url, [], "not the token");
      return {
        ...container,
        ask: (params: Parameters<typeof postSigned>[1]) =>
          postSigned(container.url, params, authToken),
        waitedMs: () => starvedMs(container.pid ?? "self"),
        stop: async () => {
          await container.stop();
          return {
            log: await container.logged(0),
            warnings: await container.warned(0),
          };
        },
      };
    });

  const survive = (limits: Readonly<Record<string, string>>) => (one: Case) =>
    atOnce(() => surviveOutage(one, STATES, limits, start));

  it.concurrent.each(onBothChannels(SLOW_OUTAGES))(
    "hold with the default limits ($channel) while $name",
    survive({}),
    600_000,
  );

  it.concurrent.each(
    onBothChannels([...SINGLE_OUTAGES, ...TOTAL_OUTAGES, ...MIXED_OUTAGES]),
  )("hold ($channel) while $name", survive(HASTE), 600_000);
});
