/** The failures that Twilio tries again: to connect, to get an answer, and by status. */
type RetryPolicy = "4xx" | "5xx" | "ct" | "rt" | "all";

/** How long Twilio waits for a webhook, and how often it tries; times in milliseconds. */
export interface ConnectionOverrides {
  /** To connect, each try. */
  readonly ct: number;
  /** For the answer once connected, each try. */
  readonly rt: number;
  /** For everything. */
  readonly tt: number;
  /** Tries beyond the first. */
  readonly rc: number;
  /** What is tried again. */
  readonly rp: readonly RetryPolicy[];
}

const DEFAULTS: ConnectionOverrides = {
  ct: 5000,
  rt: 15_000,
  tt: 15_000,
  rc: 1,
  rp: ["ct"],
};

const POLICIES: readonly RetryPolicy[] = ["4xx", "5xx", "ct", "rt", "all"];

/**
 * Reads the connection overrides in a webhook URL's fragment, as `#ct=2000&rt=5000`. What is
 * absent, or not of the allowed range, has Twilio's default.
 *
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function connectionOverrides(url: string): ConnectionOverrides {
  const fragment = new URLSearchParams(/#(.*)/s.exec(url)?.[1] ?? "");
  const number = (
    name: "ct" | "rt" | "tt" | "rc",
    min: number,
    max: number,
  ) => {
    const text = fragment.get(name) ?? "";
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? value : DEFAULTS[name];
  };
  const named = fragment.get("rp")?.split(",") ?? DEFAULTS.rp;
  return {
    ct: number("ct", 100, 10_000),
    rt: number("rt", 100, 15_000),
    tt: number("tt", 100, 15_000),
    rc: number("rc", 0, 5),
    rp: POLICIES.filter((policy) => named.includes(policy)),
  };
}
