import type { Surroundings } from "./surroundings";
import { ownTerminal } from "./terminal/own-terminal";

/** Where this process was started. */
export function ownSurroundings(): Surroundings {
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  // A closed pipe, as behind `| head`, is no fault: what is under way ends as it should, unheard.
  process.stdout.on("error", stop);
  process.stderr.on("error", () => undefined);
  return {
    environment: process.env,
    folder: process.cwd(),
    terminal: ownTerminal(),
    now: Date.now,
    untilStopped: () => {
      for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
        process.once(name, stop);
      return stopping.signal;
    },
  };
}
