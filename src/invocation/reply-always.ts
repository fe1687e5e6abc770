import { privacyOf, STRICT_PRIVACY } from "../journal/privacy";
import type { Budget } from "../resilience/budget";
import { startClock } from "../resilience/clock";
import type { Reply, Route } from "./route";
import {
  startInvocation,
  type ContainerMemory,
  type Log,
} from "./start-invocation";

/** Beyond the budget's end, within its margin: the waits inside have ended by then. */
const GRACE_MS = 25;

/**
 * Answers against the clock, whatever fails: the wiring, the story, or its end. Every wait inside
 * has its own limit, so the last resort only catches a mistake in them, or a bug. The line of the
 * record is the last that an invocation prints: Twilio keeps the end of its output. Never rejects.
 */
export async function replyAlways(
  route: Route,
  context: Readonly<Record<string, unknown>>,
  event: unknown,
  memory: ContainerMemory,
): Promise<Reply> {
  const clock = startClock();
  let privacy = STRICT_PRIVACY;
  let line: string | undefined;
  const log: Log = (entry) => {
    line ??= JSON.stringify(entry);
  };
  try {
    const invocation = startInvocation(
      context,
      memory,
      clock,
      log,
      route.budgetMs,
    );
    privacy = privacyOf(invocation.settings);
    return await inTime(route.answer(event, invocation), invocation.budget);
  } catch (error) {
    return route.lastResort(event, {
      reason: String(error),
      clock,
      privacy,
      log,
    });
  } finally {
    if (line !== undefined) console.log(line);
  }
}

async function inTime(story: Promise<Reply>, budget: Budget): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const outOfTime = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("out of time"));
    }, budget.remainingMs() + GRACE_MS);
  });
  try {
    return await Promise.race([story, outOfTime]);
  } finally {
    clearTimeout(timer);
  }
}
