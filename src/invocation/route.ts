import type { Privacy } from "../journal/privacy";
import type { Clock } from "../resilience/clock";
import type { Invocation, Log } from "./start-invocation";

/** What a route replies with. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: string | object;
}

/** Why an invocation came to its last resort, and what is still there. */
export interface Trouble {
  /** In words, for the log. */
  readonly reason: string;
  readonly clock: Clock;
  readonly privacy: Privacy;
  readonly log: Log;
}

/** What one of the service's Functions does. */
export interface Route {
  /** The most that a reply may take, in milliseconds; by default the setting `RESPONSE_BUDGET_MS`. */
  readonly budgetMs?: number;
  /** Answers one request. */
  answer(event: unknown, invocation: Invocation): Promise<Reply>;
  /** The reply where that fails or takes too long. It logs what would be lost, and never throws. */
  lastResort(event: unknown, trouble: Trouble): Reply;
}
