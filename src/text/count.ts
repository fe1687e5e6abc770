/** A number as an English reader groups it: "1,200". */
export function formatNumber(value: number): string {
  return Math.abs(value) < 1000 ? String(value) : value.toLocaleString("en");
}

/** A count with its noun: "1 call", "1,200 calls". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

/** "1 person", "12 people": each counts once, however often they tried. */
export function countPeople(value: number): string {
  return count(value, "person", "people");
}

/** "1 failure", "34 failures": one person may meet several. */
export function countFailures(value: number): string {
  return count(value, "failure");
}

/** What failed, as what it was: "30 calls and 4 messages"; "" where there is none. */
export function countByChannel(channels: {
  readonly voice: number;
  readonly messaging: number;
  /** Twilio did not say what it was. */
  readonly unknown: number;
}): string {
  return joinWords([
    ...(channels.voice > 0 ? [count(channels.voice, "call")] : []),
    ...(channels.messaging > 0 ? [count(channels.messaging, "message")] : []),
    ...(channels.unknown > 0 ? [count(channels.unknown, "other request")] : []),
  ]);
}

/** "a", "a and b", "a, b and c"; with another word before the last where one is given. */
export function joinWords(words: readonly string[], before = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2
    ? last
    : `${words.slice(0, -1).join(", ")} ${before} ${last}`;
}
