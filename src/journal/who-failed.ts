import type { JournalRecord } from "./record";

/** One of our numbers, and how many failures were on it. */
export interface NumberCount {
  readonly number: string;
  readonly count: number;
}

const MAX_NUMBERS = 10;
const MASK = "•";
/** A phone number, also behind `whatsapp:` and the like. */
const NUMBER = /^([a-z]+:)?\+?\d{3,15}$/i;

/** How many people failures met, each once; null where no record says who. Pure. */
export function countPersons(
  failures: readonly JournalRecord[],
): number | null {
  const persons = failures.flatMap((failure) => failure.person ?? []);
  return persons.length > 0 ? new Set(persons).size : null;
}

/** On which of our numbers failures were, the most failing first. Pure. */
export function countNumbers(
  failures: readonly JournalRecord[],
): NumberCount[] {
  const counts = new Map<string, number>();
  for (const failure of failures) {
    const number = ourNumber(failure);
    if (number !== null) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return [...counts]
    .map(([number, count]) => ({ number, count }))
    .sort((one, other) => other.count - one.count)
    .slice(0, MAX_NUMBERS);
}

/** The side that a record shows: only a number that is surely ours is not masked. */
function ourNumber({ from, to }: JournalRecord): string | null {
  const shown = [to, from].filter(
    (party) => party !== null && !party.includes(MASK) && NUMBER.test(party),
  );
  return shown[0] ?? null;
}
