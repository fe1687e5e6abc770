/** What a container is to do, and with which Function. */
export interface Job {
  /** `cold`: one call; `warm`: many, timed; `memory`: many, weighed. */
  readonly measure: "cold" | "warm" | "memory";
  readonly functionPath: string;
  readonly env: Readonly<Record<string, string>>;
  /** The parameters of each call, less its SID. */
  readonly params: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Two digits that tell this container's calls from those of others. */
  readonly sidPrefix: string;
  /** Whether each call is an incident of its own. */
  readonly hasNewIncidents?: boolean;
  /** Whether the Function is `/incidents`, which no call is about. */
  readonly isFeed?: boolean;
  /** Calls before those that count: told apart in the result. */
  readonly first?: number;
  readonly calls?: number;
  readonly forMs?: number;
  /** A call begins so often, whatever became of the last; without it, one follows the other. */
  readonly everyMs?: number;
  readonly atOnce?: number;
  readonly sampleEvery?: number;
}

/** One call as the container saw it. */
export interface TimedCall {
  readonly sid: string;
  readonly ms: number;
}

/** What a job came to; of each kind of job, its own part. */
export interface JobResult {
  readonly cpuMs: number;
  readonly first: readonly TimedCall[];
  readonly calls: readonly TimedCall[];
  /** Each reply's body, and how often it came. */
  readonly replies: readonly (readonly [body: string, times: number])[];
  readonly maxRssBytes: number;
  readonly samples: readonly {
    calls: number;
    heapBytes: number;
    rssBytes: number;
  }[];
  /** What the Function wrote to its log, a line each. */
  readonly log: readonly string[];
}

/** Stands before the result, in the last line that the process prints. */
export const RESULT = "result ";
