import type { Setting } from "./setting";

/** The environment that settings are read out of: a Function's `context`, or a parsed `.env`. */
export type Env = Readonly<Record<string, unknown>>;

/** Definitions by name, as the name stands in `.env.example` and in the Console. */
export type SettingTable = Readonly<Record<string, Setting<unknown>>>;

/** `JOURNAL_SHARDS` as a field: `journalShards`. */
type FieldName<Name extends string> = Name extends `${infer Word}_${infer Rest}`
  ? `${Lowercase<Word>}${Capitalize<FieldName<Rest>>}`
  : Lowercase<Name>;

/** The values of a table, each in the field of its name. */
export type SettingValues<T extends SettingTable> = {
  readonly [
    Name in keyof T & string as FieldName<Name>
  ]: T[Name] extends Setting<infer Value> ? Value : never;
};

/** A setting that could not be used. It never holds the value, which may be a secret. */
export interface SettingProblem {
  readonly name: string;
  /** What was expected, to be read behind the word "expected". */
  readonly expected: string;
}

/** What was read by a table. */
export interface TableReading<T extends SettingTable> {
  readonly values: SettingValues<T>;
  readonly problems: readonly SettingProblem[];
  /** The texts of those that are secrets. */
  readonly secrets: readonly string[];
}

/** Reads a whole table. Pure: reports every problem at once, and throws for none. */
export function readTable<T extends SettingTable>(
  table: T,
  env: Env,
): TableReading<T> {
  const values: Record<string, unknown> = {};
  const problems: SettingProblem[] = [];
  const secrets: string[] = [];
  for (const [name, { read, isSecret }] of Object.entries(table)) {
    const text = readText(env, name);
    const { value, expected } = read(text);
    values[fieldName(name)] = value;
    problems.push(...expected.map((one) => ({ name, expected: one })));
    if (isSecret && text !== null) secrets.push(text);
  }
  return { values: values as SettingValues<T>, problems, secrets };
}

/** The text of a setting, trimmed; null where it is absent or empty. */
export function readText(env: Env, name: string): string | null {
  const value = env[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** The default of each setting as text; "" is none. */
export function defaultTexts<T extends SettingTable>(
  table: T,
): Record<keyof T & string, string> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { defaultText }]) => [name, defaultText]),
  ) as Record<keyof T & string, string>;
}

/** One line for a person: which setting, and what it should have been. */
export function describeProblem({ name, expected }: SettingProblem): string {
  return `${name}: expected ${expected}`;
}

function fieldName(name: string): string {
  return name
    .toLowerCase()
    .replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
