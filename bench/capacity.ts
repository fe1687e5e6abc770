/** @see https://www.twilio.com/docs/serverless/functions-assets/functions#limits */
const INVOCATIONS_AT_A_TIME = 30;
/** @see https://www.twilio.com/docs/sync/limits */
const WRITES_A_SECOND_AND_SHARD = 20;

/** What one service can do in one situation. */
export interface Capacity {
  readonly situation: string;
  /** How long one reply takes. */
  readonly latencyMs: number;
  /** Failing webhooks that one service answers, a second. */
  readonly callsPerSecond: number;
  /** Sync Lists that take as many records. */
  readonly shards: number;
}

/** Computes it of a measured latency. */
export function capacityOf(situation: string, latencyMs: number): Capacity {
  const callsPerSecond = Math.floor((INVOCATIONS_AT_A_TIME * 1000) / latencyMs);
  return {
    situation,
    latencyMs: Math.round(latencyMs),
    callsPerSecond,
    shards: Math.ceil(callsPerSecond / WRITES_A_SECOND_AND_SHARD),
  };
}
