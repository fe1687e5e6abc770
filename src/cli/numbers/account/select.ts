import { isMatch } from "matcher";
import { UserError } from "../../user-error";
import type { Kind } from "./kinds/kinds";
import type { Resource } from "./resource";

/** What is meant; all where nothing is said. */
export interface Selection {
  /** SIDs, numbers and names, in which `*` stands for any text. */
  readonly only?: readonly string[] | undefined;
  /** The same, and kinds: what is left out. */
  readonly except?: readonly string[] | undefined;
  readonly kinds?: readonly Kind[] | undefined;
}

/** What a selection looks at. */
export type Selectable = Pick<Resource, "kind" | "sid" | "name"> &
  Partial<Pick<Resource, "aliases">>;

/** What is meant, and what of it is left out. */
export interface Selected<T> {
  readonly chosen: T[];
  /** Patterns of `--only` that mean nothing. */
  readonly strangers: readonly string[];
  readonly isLeftOut: (one: Selectable) => boolean;
  /** Patterns of `--except` that leave nothing out. */
  readonly idlePatterns: readonly string[];
}

/** Chooses what is meant. */
export function select<T extends Selectable>(
  all: readonly T[],
  { only, except = [], kinds }: Selection,
): Selected<T> {
  const ofKinds = kinds
    ? all.filter(({ kind }) => kinds.includes(kind))
    : [...all];
  const isLeftOut = (one: Selectable): boolean =>
    except.some((pattern) => one.kind === pattern || matches(one, pattern));
  return {
    chosen: ofKinds.filter(
      (one) => !isLeftOut(one) && (only?.some((p) => matches(one, p)) ?? true),
    ),
    isLeftOut,
    strangers: (only ?? []).filter((p) => !ofKinds.some((r) => matches(r, p))),
    idlePatterns: except.filter(
      (p) => !all.some((one) => one.kind === p || matches(one, p)),
    ),
  };
}

/** @throws UserError where a pattern of `--only` means nothing. */
export function refuseStrangers(
  strangers: readonly string[],
  { kinds }: Selection,
): void {
  if (strangers.length === 0) return;
  throw new UserError(
    `--only ${strangers.join(" ")}: nothing in this account${kinds ? ` of kind ${kinds.join(", ")}` : ""} has that SID, number or name; npm run numbers -- audit --json lists what there is`,
  );
}

/** Whether a pattern of `--except` names a kind. */
export function leavesKindOut(kind: string, { except = [] }: Selection) {
  return except.includes(kind);
}

function matches(
  { sid, name, aliases = [] }: Selectable,
  pattern: string,
): boolean {
  // A name may begin with what means "not", and hold what means "as it stands".
  const literal = pattern.replaceAll("\\", "\\\\").replace(/^!/, "\\!");
  return isMatch([sid, name, ...aliases], literal);
}
