import type { Rule } from "./rules";

/** What became of a setting's text. */
export interface SettingReading<T> {
  readonly value: T;
  /** What was expected of each part that could not be used. */
  readonly expected: readonly string[];
}

/** The definition of one setting: how it is read, its default, and whether it is a secret. */
export interface Setting<T> {
  /** Reads its text, which is trimmed, and null where there is none. */
  readonly read: (text: string | null) => SettingReading<T>;
  /** As text; "" is none. */
  readonly defaultText: string;
  /** Whether the log must never show it, not even where a provider repeats it. */
  readonly isSecret: boolean;
}

/** A setting that always has a value. A default that breaks its own rule throws at once. */
export function setting<T>(rule: Rule<T>, defaultText: string): Setting<T> {
  const [parse, expected] = rule;
  const standard = parse(defaultText);
  if (standard === null)
    throw new TypeError(`"${defaultText}" is no default: expected ${expected}`);
  return {
    read: (text) => readOne(rule, text, standard),
    defaultText,
    isSecret: false,
  };
}

/** A setting that is null where it is absent or bad. */
export function optional<T>(rule: Rule<T>): Setting<T | null> {
  return {
    read: (text) => readOne<T | null>(rule, text, null),
    defaultText: "",
    isSecret: false,
  };
}

/** An optional setting whose value the log never shows. */
export function secret<T>(rule: Rule<T>): Setting<T | null> {
  return { ...optional(rule), isSecret: true };
}

/** Comma-separated entries. A bad one is reported and dropped; the others stand. */
export function list<T>([parse, expected]: Rule<T>): Setting<readonly T[]> {
  return {
    read: (text) => {
      const entries = (text ?? "").split(",").map((entry) => entry.trim());
      const parsed = entries.map((entry) =>
        entry === "" ? null : parse(entry),
      );
      return {
        value: parsed.filter((value) => value !== null),
        expected: entries.flatMap((entry, index) =>
          entry !== "" && parsed[index] === null
            ? [`entry ${index + 1} to be ${expected}`]
            : [],
        ),
      };
    },
    defaultText: "",
    isSecret: false,
  };
}

function readOne<T>(
  [parse, expected]: Rule<NonNullable<T>> | Rule<T>,
  text: string | null,
  standard: T,
): SettingReading<T> {
  if (text === null) return { value: standard, expected: [] };
  const value = parse(text);
  return value === null
    ? { value: standard, expected: [expected] }
    : { value, expected: [] };
}
