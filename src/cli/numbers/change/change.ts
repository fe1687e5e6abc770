import type { Kind } from "../account/kinds/kinds";

/** One value to write; "" where nothing is, or is to be, set. */
export interface FieldChange {
  /** The SDK's name of the property. */
  readonly field: string;
  readonly old: string;
  readonly new: string;
}

/** What is to be written on one resource, in one request. */
export interface Change {
  readonly kind: Kind;
  readonly sid: string;
  readonly name: string;
  readonly fields: readonly FieldChange[];
}

/** A change that was decided by what a resource had set. */
export interface PlannedChange extends Change {
  /** Every value that the decision rests on, by its field; those to be written among them. */
  readonly seen: ReadonlyMap<string, string>;
}

/** The changes of several channels as one of each resource. */
export function mergeChanges(
  changes: readonly PlannedChange[],
): PlannedChange[] {
  const merged = new Map<string, PlannedChange>();
  for (const change of changes) {
    const before = merged.get(change.sid);
    merged.set(change.sid, {
      ...change,
      fields: [...(before?.fields ?? []), ...change.fields],
      seen: new Map([...(before?.seen ?? []), ...change.seen]),
    });
  }
  return [...merged.values()];
}
