import { closedBreaker, type Breaker } from "../resilience/breaker";

/**
 * For so long a container believes that another one, which got a claim first, will alert: by then
 * that one has alerted, has given its claim back, or was killed by the platform.
 */
const BELIEVED_MS = 10_000;

/** Claims leave a Sync that hangs alone for so long. */
const SYNC_COOLDOWN_MS = 10_000;

/** What a warm container remembers of alerts: a plain value. */
export interface AlertMemory {
  /** The number of the window that `claimed` is about. */
  window: number;
  /** The names of the claims asked for in it, each with the Unix time until which it stands. */
  readonly claimed: Map<string, number>;
  /** Sync, as it answers to claims. */
  readonly sync: Breaker;
  /** Each notifier by its name. */
  readonly notifiers: Map<string, Breaker>;
}

/** The memory of a cold container. */
export function emptyAlertMemory(): AlertMemory {
  return {
    window: 0,
    claimed: new Map(),
    sync: closedBreaker(SYNC_COOLDOWN_MS),
    notifiers: new Map(),
  };
}

/**
 * Notes that a claim is asked for; null where nothing is left to ask. Nothing is kept of the
 * windows that have passed.
 *
 * @returns Notes that another container has the claim. That is asked for once more later.
 */
export function noteClaim(
  memory: AlertMemory,
  name: string,
  window: number,
  now: number,
): { noteTaken: (now: number) => void } | null {
  if (window > memory.window) {
    memory.window = window;
    memory.claimed.clear();
  }
  const until = memory.claimed.get(name);
  if (until !== undefined && now < until) return null;
  memory.claimed.set(name, Infinity);
  return {
    noteTaken: (now) => {
      if (until === undefined) memory.claimed.set(name, now + BELIEVED_MS);
    },
  };
}
