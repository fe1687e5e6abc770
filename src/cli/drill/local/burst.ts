import getPort from "get-port";
import { setTimeout as sleep } from "node:timers/promises";
import { incomingParams, requestWebhook } from "../../../emulator";
import type { Params } from "../../../twilio/signature";
import { emulatorSettings } from "../../service/emulator-settings";
import { envText } from "../../service/env-text";
import { runService, type RunningService } from "../../service/run-service";
import { NOTIFIERS, WINDOW_MINUTES, type Told } from "./on-call";
import type { Stage } from "./stage";

const CALLS = 50;
const CONTAINERS = 3;
const ERROR_CODE = "11200";
const ERROR_URL = "https://www.example.com/index";
const WINDOW_MS = WINDOW_MINUTES * 60_000;

/** A burst takes seconds; nearer to its end than this, the next window is waited for. */
const MIN_LEFT_MS = 15_000;

/** Many calls that fail at once, in several containers, and who was told of it. */
export interface Burst {
  readonly calls: number;
  readonly containers: number;
  readonly told: readonly Told[];
  /** What should have been otherwise, in words; none where all is well. */
  readonly broken: readonly string[];
}

/** Has calls fail at once, and shows that each notifier tells once. */
export async function playBurst({ emulator, onCall }: Stage): Promise<Burst> {
  const leftMs = WINDOW_MS - (Date.now() % WINDOW_MS);
  if (leftMs < MIN_LEFT_MS) await sleep(leftMs);

  onCall.takeNews();
  const containers: RunningService[] = [];
  for (let n = 0; n < CONTAINERS; n++) {
    const env = envText({ ...emulatorSettings(emulator), ...onCall.settings });
    containers.push(await runService(env, await getPort(), () => undefined));
  }
  const answers = await Promise.all(
    Array.from({ length: CALLS }, (_, n) => {
      const url = `${containers[n % CONTAINERS]?.url ?? ""}/fallback`;
      const params: Params = [
        ...incomingParams("voice", emulator.accountSid),
        ["ErrorCode", ERROR_CODE],
        ["ErrorUrl", ERROR_URL],
      ];
      return requestWebhook({ url, method: "POST" }, params, emulator);
    }),
  ).finally(() => Promise.all(containers.map((one) => one.stop())));

  const told = onCall.takeNews();
  const answered = answers.filter(
    (answer) => answer.kind === "answer" && answer.status === 200,
  );
  return {
    calls: CALLS,
    containers: CONTAINERS,
    told,
    broken: [
      answered.length < CALLS &&
        `${CALLS - answered.length} of ${CALLS} calls were not answered`,
      ...NOTIFIERS.map((notifier) => {
        const times = told.filter((one) => one.notifier === notifier).length;
        return times !== 1 && `${notifier} was told ${times} times, not once`;
      }),
    ].filter((fault) => fault !== false),
  };
}
