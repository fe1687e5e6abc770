const REFRESH_MS = 5000;
const MAX_PAUSE_MS = 30_000;

/** Asks again and again, while the page is seen. */
export interface Poll {
  /** Asks at once, and goes on from there. */
  readonly now: () => void;
  readonly stop: () => void;
}

/**
 * @param ask - Asks once and shows what came; resolves to whether it went well. Each question's
 *   signal is aborted once its answer is no longer wanted. Never rejects.
 */
export function startPoll(
  ask: (signal: AbortSignal) => Promise<boolean>,
): Poll {
  let failures = 0;
  let timer: number | undefined;
  let asking: AbortController | null = null;

  const drop = () => {
    window.clearTimeout(timer);
    asking?.abort();
    asking = null;
  };
  const now = () => {
    drop();
    if (document.hidden) return;
    const controller = new AbortController();
    asking = controller;
    void ask(controller.signal).then((wentWell) => {
      if (controller.signal.aborted) return;
      asking = null;
      failures = wentWell ? 0 : failures + 1;
      if (!document.hidden) timer = window.setTimeout(now, pauseMs(failures));
    });
  };
  const onVisibility = () => {
    if (!document.hidden) now();
    else window.clearTimeout(timer);
  };
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", now);
  now();

  return {
    now,
    stop: () => {
      drop();
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("online", now);
    },
  };
}

/** The pause until the next question: doubled with each failure after the first. */
function pauseMs(failures: number): number {
  return Math.min(REFRESH_MS * 2 ** Math.max(0, failures - 1), MAX_PAUSE_MS);
}
