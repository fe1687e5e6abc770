import type { Env } from "./account/login";
import type { Terminal } from "./terminal/terminal";

/** Where a command is run. What it learns of the outside, and tells it, goes through here. */
export interface Surroundings {
  readonly environment: Env;
  /** The working directory: it holds `.env`, a checkout's sources, and undo files. */
  readonly folder: string;
  readonly terminal: Terminal;
  /** The Unix time in ms. */
  readonly now: () => number;
  /**
   * Takes Ctrl+C and the request to end over from Node, which would end at once.
   *
   * @returns A signal that is aborted when one comes, or when nobody reads the output any more.
   */
  readonly untilStopped: () => AbortSignal;
}
