import {
  readTable,
  readText,
  type Env,
  type SettingProblem,
  type SettingTable,
  type SettingValues,
} from "./read-table";

/** Settings that only make sense together. */
export interface SettingGroup<
  Needs extends SettingTable,
  Options extends SettingTable,
> {
  /** All of these, or the group is off. */
  readonly needs: Needs;
  readonly options: Options;
}

/** The values of a group that is on: what it needs is there. */
export type GroupValues<
  Needs extends SettingTable,
  Options extends SettingTable,
> = {
  readonly [Field in keyof SettingValues<Needs>]: NonNullable<
    SettingValues<Needs>[Field]
  >;
} & SettingValues<Options>;

/** What was read of a group. */
export interface GroupReading<
  Needs extends SettingTable,
  Options extends SettingTable,
> {
  /** Null where the group is off. */
  readonly values: GroupValues<Needs, Options> | null;
  readonly problems: readonly SettingProblem[];
  readonly secrets: readonly string[];
}

/**
 * Reads a group. It is off where something that it needs is absent or bad, and where an option
 * without a default is bad: a webhook whose secret is unusable must not go out unsigned. Half a
 * group is reported. Pure.
 */
export function readGroup<
  Needs extends SettingTable,
  Options extends SettingTable,
>(
  { needs, options }: SettingGroup<Needs, Options>,
  env: Env,
): GroupReading<Needs, Options> {
  const needed = readTable(needs, env);
  const extra = readTable(options, env);
  const isWhole = Object.values(needed.values).every(
    (value) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  const isSpoilt = extra.problems.some(
    ({ name }) => options[name]?.defaultText === "",
  );
  return {
    values:
      isWhole && !isSpoilt
        ? ({ ...needed.values, ...extra.values } as GroupValues<Needs, Options>)
        : null,
    problems: [
      ...missing(needs, options, env),
      ...needed.problems,
      ...extra.problems,
    ],
    secrets: [...needed.secrets, ...extra.secrets],
  };
}

/** What is needed and absent although another setting of the group is set. */
function missing(
  needs: SettingTable,
  options: SettingTable,
  env: Env,
): SettingProblem[] {
  const isSet = (name: string): boolean => readText(env, name) !== null;
  const set = [
    ...Object.keys(needs),
    ...Object.keys(options).filter((name) => options[name]?.defaultText === ""),
  ].filter(isSet);
  if (set.length === 0) return [];
  return Object.keys(needs)
    .filter((name) => !isSet(name))
    .map((name) => ({
      name,
      expected: `a value, as ${set.join(", ")} is set`,
    }));
}
