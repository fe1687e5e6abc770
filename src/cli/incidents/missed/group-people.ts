import type {
  LaterContact,
  MissedContact,
  MissedPerson,
  Voicemail,
} from "./missed-person";

/** What is known beside the contacts themselves. */
export interface Aftermath {
  /** By the SID of the call. */
  readonly voicemails: ReadonlyMap<string, readonly Voicemail[]>;
  /** Calls that were completed, and messages of ours that are no apology. */
  readonly later: readonly LaterContact[];
}

/**
 * The people behind what was missed, each once for each number of ours and channel: who has not got
 * through since comes first, and of them who tried last. Pure.
 */
export function groupPeople(
  contacts: readonly MissedContact[],
  { voicemails, later }: Aftermath,
): MissedPerson[] {
  const latest = latestByPair(later);
  const groups = new Map<string, MissedContact[]>();
  for (const contact of contacts) {
    const name = `${contact.channel} ${contact.person} ${contact.ours}`;
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(contact);
  }
  return [...groups.values()]
    .map((group) => toPerson(group, voicemails, latest))
    .toSorted(
      (one, other) =>
        Number(one.hasGotThrough) - Number(other.hasGotThrough) ||
        Date.parse(other.lastAt) - Date.parse(one.lastAt),
    );
}

function toPerson(
  group: readonly MissedContact[],
  voicemails: Aftermath["voicemails"],
  latest: ReadonlyMap<string, number>,
): MissedPerson {
  const sorted = group.toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
  const first = sorted[0] ?? missing();
  const last = sorted.at(-1) ?? missing();
  const { person, ours, channel } = first;
  return {
    person,
    ours,
    channel,
    count: group.length,
    firstAt: first.at,
    lastAt: last.at,
    bodies: sorted.flatMap(({ body }) => body ?? []),
    recordings: sorted.flatMap(({ sid }) => voicemails.get(sid) ?? []),
    hasGotThrough:
      (latest.get(pairOf(person, ours)) ?? 0) > Date.parse(last.at),
  };
}

function missing(): never {
  throw new Error("A group has a contact.");
}

/** When two numbers last had to do with each other, whoever called or wrote. */
function latestByPair(later: readonly LaterContact[]): Map<string, number> {
  const latest = new Map<string, number>();
  for (const { from, to, at } of later) {
    const pair = pairOf(from, to);
    latest.set(pair, Math.max(latest.get(pair) ?? 0, at));
  }
  return latest;
}

function pairOf(one: string, other: string): string {
  return [one, other].sort().join(" ");
}
