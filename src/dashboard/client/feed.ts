import * as v from "valibot";

// One odd value must not cost the page: where a value is none, its fallback is shown. A word that
// is not known here, of a newer service say, stays.
const text = v.fallback(v.string(), "");
const textOrNull = v.fallback(v.nullable(v.string()), null);
const amount = v.fallback(v.pipe(v.number(), v.finite()), 0);
const amountOrNull = v.fallback(
  v.nullable(v.pipe(v.number(), v.finite())),
  null,
);

/** The objects of a list, each read by its schema; what is no object is left out. */
function listOf<T extends v.GenericSchema>(schema: T) {
  return v.fallback(
    v.pipe(v.array(v.unknown()), v.filterItems(isObject), v.array(schema)),
    [],
  );
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

const OUTCOMES = {
  recovered: amount,
  apologized: amount,
  silent: amount,
  reported: amount,
};

const Bucket = v.object({ at: text, ...OUTCOMES });

const CHANNELS = { voice: amount, messaging: amount, unknown: amount };

const Incident = v.object({
  id: text,
  origin: textOrNull,
  errorClass: text,
  errorCodes: v.fallback(v.record(v.string(), amount), {}),
  channels: v.fallback(v.object(CHANNELS), {
    voice: 0,
    messaging: 0,
    unknown: 0,
  }),
  firstAt: text,
  lastAt: text,
  count: amount,
  // Records of the first version tell no person: 0 of a failure means that nobody knows.
  people: v.fallback(v.nullable(v.pipe(v.number(), v.minValue(1))), null),
  numbers: listOf(v.object({ number: text, count: amount })),
  ...OUTCOMES,
  state: v.fallback(v.picklist(["open", "quiet", "resolved"]), "quiet"),
  toldAt: textOrNull,
  resolvedAt: textOrNull,
  timeline: listOf(Bucket),
});

const Attempt = v.object({
  origin: text,
  result: text,
  cause: textOrNull,
  status: amountOrNull,
  ms: amount,
});

const Failure = v.object({
  at: text,
  source: text,
  channel: text,
  errorCode: amountOrNull,
  errorUrl: textOrNull,
  sid: textOrNull,
  from: textOrNull,
  to: textOrNull,
  outcome: text,
  attempts: listOf(Attempt),
  rehearsal: v.fallback(v.boolean(), false),
});

const Feed = v.object({
  generatedAt: text,
  hours: amount,
  truncated: v.fallback(v.boolean(), false),
  incidents: listOf(Incident),
  failures: listOf(Failure),
});

/** What `/incidents` tells, as far as the page shows it. Times are in ISO 8601. */
export type Feed = v.InferOutput<typeof Feed>;
/** A run of failures of one server, in one way. */
export type Incident = v.InferOutput<typeof Incident>;
/** How many failures ended how, from `at` to the next bucket. */
export type Bucket = v.InferOutput<typeof Bucket>;
/** One failed call or message. */
export type Failure = v.InferOutput<typeof Failure>;
/** How one backup was tried. */
export type Attempt = v.InferOutput<typeof Attempt>;

/** The feed out of parsed JSON; null where it is none. */
export function readFeed(json: unknown): Feed | null {
  const hasLists = v.is(
    v.object({
      incidents: v.array(v.unknown()),
      failures: v.array(v.unknown()),
    }),
    json,
  );
  return hasLists ? v.parse(Feed, json) : null;
}
