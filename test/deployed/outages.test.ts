import {
  MIXED_OUTAGES,
  SINGLE_OUTAGES,
  SLOW_OUTAGES,
  TOTAL_OUTAGES,
  type Outage,
} from "../support/laws/outages";
import { HASTE, surviveOutage } from "../support/laws/survive-outage";
import { startHere } from "../support/runtime/fallback-here";
import { admitted } from "../support/runtime/starved";
import { trust } from "../support/runtime/trust";
import { certificates } from "../support/servers/ways-to-fail";

const STATES = ["cold", "warm"] as const;

/** Each outage once: the channels take turns, so that each way to fail meets both. */
const onOneChannel = (outages: readonly Outage[]) =>
  outages.map((outage, n) => ({
    channel: n % 2 === 0 ? ("voice" as const) : ("messaging" as const),
    name: outage.name,
    outage,
  }));
type Case = ReturnType<typeof onOneChannel>[number];

/** `test/exhaustive/outages.test.ts` plays them all in processes of their own, frozen too. */
describe("the laws of the built /fallback, cold and warm,", () => {
  let distrust: () => void;
  beforeAll(async () => {
    const { untrusted, ca } = await certificates();
    distrust = trust([untrusted.cert, ca]);
  }, 180_000);
  afterAll(() => {
    distrust();
  });

  const survive =
    (limits: Readonly<Record<string, string>>) => async (one: Case) => {
      await admitted();
      await surviveOutage(one, STATES, limits, startHere);
    };

  it.concurrent.each(onOneChannel(SLOW_OUTAGES))(
    "hold with the default limits ($channel) while $name",
    survive({}),
    300_000,
  );

  it.concurrent.each(
    onOneChannel([...SINGLE_OUTAGES, ...TOTAL_OUTAGES, ...MIXED_OUTAGES]),
  )("hold ($channel) while $name", survive(HASTE), 300_000);
});
