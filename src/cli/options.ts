import { Argument, InvalidArgumentError, Option } from "commander";

/** One option of a command: how it is declared, and what the command is given of it. */
export interface OptionSpec<T> {
  /** @param flag - The option's name, as `--fast-failover`. */
  declare(flag: string): Option;
  /** @param raw - What commander has read: `undefined` where the option is not given. */
  read(raw: unknown): T;
}

/** One argument of a command. */
export interface ArgumentSpec<T> {
  declare(name: string): Argument;
  read(raw: unknown): T;
}

interface ValueRules<T> {
  readonly choices?: readonly (string & T)[];
  /** Reads a text, or throws what {@link expected} makes. `before` is what earlier texts made. */
  readonly parse?: (text: string, before: T | undefined) => T;
  /** The names of options that it cannot stand beside, in camel case. */
  readonly conflicts?: readonly string[];
}

/** An option that is given or not, as `--json`. */
export function flag(
  description: string,
  conflicts: readonly string[] = [],
): OptionSpec<boolean> {
  return {
    declare: (name) => new Option(name, description).conflicts([...conflicts]),
    read: (raw) => raw === true,
  };
}

/** An option that takes away what is done without it: `replies` is `--no-replies`. */
export function offFlag(description: string): OptionSpec<boolean> {
  return {
    declare: (name) => new Option(name.replace("--", "--no-"), description),
    read: (raw) => raw !== false,
  };
}

/**
 * An option with a value, as `--hours <number>`.
 *
 * @param placeholder - `<number>`; `<name...>` takes several, `[value]` none as well.
 */
export function value<T = string>(
  placeholder: string,
  description: string,
  rules: ValueRules<T> = {},
): OptionSpec<NoInfer<T> | undefined> {
  return {
    declare: (name) => declareValue(name, placeholder, description, rules),
    read: (raw) => raw as T | undefined,
  };
}

/** An option with a value that has a default, or without one must be given. */
export function certainValue<T = string>(
  placeholder: string,
  description: string,
  rules: ValueRules<T> & { readonly default?: T } = {},
): OptionSpec<NoInfer<T>> {
  return {
    declare: (name) => {
      const option = declareValue(name, placeholder, description, rules);
      return rules.default === undefined
        ? option.makeOptionMandatory()
        : option.default(rules.default);
    },
    read: (raw) => raw as T,
  };
}

/** An argument that must be given. */
export function argument(description: string): ArgumentSpec<string> {
  return {
    declare: (name) => new Argument(`<${name}>`, description),
    read: (raw) => raw as string,
  };
}

/** An argument that may be left out. */
export function optionalArgument(
  description: string,
): ArgumentSpec<string | undefined> {
  return {
    declare: (name) => new Argument(`[${name}]`, description),
    read: (raw) => raw as string | undefined,
  };
}

/** The refusal of a value, as "a number from 1 to 9". */
export function expected(what: string): InvalidArgumentError {
  return new InvalidArgumentError(`Expected ${what}.`);
}

/** Reads a whole number within bounds. */
export function wholeNumber(
  least: number,
  most: number,
): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw expected(`a whole number from ${least} to ${most}`);
  };
}

function declareValue<T>(
  name: string,
  placeholder: string,
  description: string,
  { choices, parse, conflicts = [] }: ValueRules<T>,
): Option {
  const option = new Option(`${name} ${placeholder}`, description).conflicts([
    ...conflicts,
  ]);
  if (choices) return option.choices(choices);
  return parse ? option.argParser(parse) : option;
}
