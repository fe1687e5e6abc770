import { expected, optionalArgument, value } from "../options";
import { UserError } from "../user-error";

/** Which failures a command is about: those of an incident, or of a time. */
export type Scope =
  | {
      /** An incident's id, or the beginning of it. */
      readonly id: string;
    }
  | {
      /** In Unix milliseconds, both included. */
      readonly since: number;
      readonly until: number;
    };

/**
 * Reads what a person gave: an id, or `--since` with or without `--until`.
 *
 * @throws UserError where it is both, or neither.
 */
export function readScope(
  {
    id,
    since,
    until,
  }: {
    readonly id: string | undefined;
    readonly since: number | undefined;
    readonly until: number | undefined;
  },
  now: number,
): Scope {
  if (id !== undefined) {
    if (since === undefined && until === undefined) return { id };
    throw new UserError(
      "Give an incident's id, or --since and --until, not both.",
    );
  }
  if (since === undefined)
    throw new UserError(
      "Which incident? Give its id (incidents lists them), or --since.",
    );
  const end = until ?? now;
  if (end < since)
    throw new UserError("--until: expected a time after that of --since.");
  return { since, until: end };
}

/** The argument of every command that is about an incident or a time. */
export const SCOPE_ARGUMENTS = {
  id: optionalArgument("the incident's id, or the beginning of it"),
};

/** Their options. */
export const SCOPE_OPTIONS = {
  since: value("<time>", "in place of an id: from when on, in ISO 8601", {
    parse: readTime,
  }),
  until: value("<time>", "up to when; by default now", { parse: readTime }),
};

function readTime(text: string): number {
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at))
    throw expected("a time in ISO 8601, as 2026-11-22T09:00Z");
  return at;
}
