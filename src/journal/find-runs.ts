import { distinctFailures } from "./distinct-failures";
import { recordKey } from "./incident-key";
import type { JournalRecord } from "./record";

/** A longer silence ends an incident. */
export const SILENCE_MS = 15 * 60_000;

/** Failures of one origin and error class in the order of their time; there is at least one. */
export interface Run {
  /** The incident's: the same for every run of this origin and class. */
  readonly key: string;
  readonly failures: readonly [JournalRecord, ...JournalRecord[]];
}

/** The incident's name: `<key>-<its first failure in whole seconds>`. */
export function runId({ key, failures: [first] }: Run): string {
  return `${key}-${Math.floor(Date.parse(first.at) / 1000)}`;
}

/** The runs of failures that records, in any order and with duplicates, tell of. Pure. */
export function findRuns(records: readonly JournalRecord[]): Run[] {
  return [...groupByKey(distinctFailures(records))].flatMap(([key, group]) =>
    splitBySilence(group).map((failures) => ({ key, failures })),
  );
}

function groupByKey(
  failures: readonly JournalRecord[],
): Map<string, JournalRecord[]> {
  const groups = new Map<string, JournalRecord[]>();
  const keys = new Map<string, string>();
  for (const failure of failures) {
    const { errorUrl, subject, source, errorCode } = failure;
    // Most failures have few URLs: parsing and hashing each would take a second of 100,000.
    const name = JSON.stringify([errorUrl, subject, source, errorCode]);
    const key = keys.get(name) ?? recordKey(failure);
    keys.set(name, key);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(failure);
  }
  return groups;
}

function splitBySilence(failures: readonly JournalRecord[]): Run["failures"][] {
  const runs: [JournalRecord, ...JournalRecord[]][] = [];
  let lastTime = -Infinity;
  for (const failure of failures.toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  )) {
    const time = Date.parse(failure.at);
    if (time - lastTime > SILENCE_MS) runs.push([failure]);
    else runs.at(-1)?.push(failure);
    lastTime = time;
  }
  return runs;
}
