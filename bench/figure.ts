/** One measured claim of the docs' and the decisions'. */
export interface Figure {
  /** For machines. */
  readonly name: string;
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
  /** What was measured, whole: times in milliseconds, sizes in bytes. */
  readonly values: Readonly<Record<string, number>>;
}

/** What every measurement needs to know. */
export interface Bench {
  /** Between the service and everything that it talks to. */
  readonly roundTripMs: number;
  /** The built Functions, each alone with the dependencies, and the peers. */
  readonly functions: Readonly<
    Record<"fallback" | "incidents" | "helloVoice" | "documented", string>
  >;
  /** Tells the one who waits what is going on. */
  readonly say: (what: string) => void;
}

/** The value below which such a part of all lies; NaN of nothing. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
