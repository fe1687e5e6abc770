import fc from "fast-check";
import { parseWebUrl } from "../../../src/url/parse-url";
import { failedCall } from "../samples/failures";

/** A record of ours, of some minutes before `now`. */
export const ownRecord = (now: number) =>
  fc
    .tuple(fc.nat(120), fc.constantFrom("https://a.example.com/", null))
    .map(([minutes, errorUrl]) =>
      failedCall(now, minutes, undefined, {
        errorUrl: parseWebUrl(errorUrl),
      }),
    );

/** Stands for an array in an array, and so on: `JSON.stringify` gives up before `JSON.parse`. */
const deep = fc.integer({ min: 1, max: 8000 }).map((depth) => ({ depth }));

/** Stands for a number that is none once it is read. */
const HUGE = { huge: true };

/** The JSON of items, with what stands for depth made deep, and for huge numbers huge. */
export function itemsJson(items: readonly unknown[]): string {
  const json = JSON.stringify(items).replaceAll('{"huge":true}', "1e999");
  return json.replace(
    /\{"depth":(\d+)\}/g,
    (_, depth: string) =>
      `{"deep":${"[".repeat(Number(depth))}${"]".repeat(Number(depth))}}`,
  );
}

/** JSON that whoever takes it for a text or a number stumbles over. */
const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ noUnicodeString: false }),
  fc.constantFrom<unknown[]>(
    { toString: 1, valueOf: 1 },
    { length: 1e9 },
    [],
    [null],
    HUGE,
    -0,
    1e21,
    1.5,
  ),
  deep,
);

/** Texts that look like what stands there, and are not. */
const oddText = fc.constantFrom(
  "",
  "at",
  "__proto__",
  "constructor",
  "not a URL",
  "Nov 22 2026 (a\nb)",
  "2026",
  "+275760-09-13T00:00:00.000Z",
  "2026-13-45T99:99:99.999Z",
);

const isTextOrNull = (value: unknown): boolean =>
  value === null || typeof value === "string";

/** Each field of a record, and whether a value could stand there. */
const FIELDS: readonly [name: string, fits: (value: unknown) => boolean][] = [
  ["v", (value) => value === 1],
  ["at", (value) => new RegExp(/^\d{4}-[01]\d-[0-3]\dT/).test(String(value))],
  ["source", (value) => typeof value === "string"],
  ["channel", (value) => typeof value === "string"],
  ["errorCode", (value) => value === null || Number.isInteger(value)],
  ["errorUrl", isTextOrNull],
  ["sid", isTextOrNull],
  ["accountSid", isTextOrNull],
  ["from", isTextOrNull],
  ["to", isTextOrNull],
  [
    "outcome",
    (value) => /^(recovered|apologized|reported)$/.test(String(value)),
  ],
  ["recoveredBy", isTextOrNull],
  ["attempts", Array.isArray],
  ["ms", (value) => typeof value === "number"],
];

/** The data of items that this service never wrote: a record with one field that cannot be. */
const foreignData = (now: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...FIELDS).chain(([name, fits]) =>
        fc
          .tuple(
            ownRecord(now),
            fc
              .oneof(oddJson, oddText)
              .filter((value) => !isSafely(() => fits(value))),
          )
          .map(([record, value]) => ({ ...record, [name]: value })),
      ),
    },
    fc
      .tuple(ownRecord(now), deep)
      .map(([record, more]) => ({ ...record, extra: [more] })),
    fc
      .tuple(ownRecord(now), deep)
      .map(([record, more]) => ({ ...record, attempts: [{ more }] })),
    oddJson,
  );

/** Items of a page, which may be none at all. */
export const foreignItem = (now: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: foreignData(now).map((data) => ({ data })) },
    oddJson,
  );

function isSafely(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}
