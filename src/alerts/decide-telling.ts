import type { ErrorClass } from "../journal/classify-error";
import { SILENCE_MS } from "../journal/find-runs";
import type { Severity } from "./alert";
import type { IncidentItem } from "./incident-item";

/** Why somebody is told. */
export type Reason = "opened" | "worse" | "reminder";

/** One failure, as the incident's item sees it. */
export interface SeenFailure {
  readonly origin: string | null;
  readonly errorClass: ErrorClass;
  readonly severity: Severity;
  /** Whether it is more than a message. */
  readonly isCall: boolean;
  /** Unix milliseconds. */
  readonly at: number;
  /** When the first failure of this run was, as far as is known; Unix milliseconds. */
  readonly since: number;
  /**
   * Whether another container has this window's warning, and may be telling just now: then it is
   * the one that opens the incident.
   */
  readonly isOpenedElsewhere: boolean;
}

/** The settings that a decision needs. */
export interface TellingRules {
  readonly windowMs: number;
  readonly repeatMs: number;
}

/** Why those on call are told of a failure; null where they know. Pure. */
export function decideTelling(
  item: IncidentItem | null,
  seen: SeenFailure,
  rules: TellingRules,
): Reason | null {
  if (!goesOn(item, seen.at, rules))
    return seen.isOpenedElsewhere ? "worse" : "opened";
  if (item.toldAt === null) return "opened";
  if (seen.severity === "critical" && item.severity === "warning")
    return "worse";
  if (seen.isCall && !item.hasCalls) return "worse";
  // A clock that was put back must not put reminders off.
  const agoMs = Math.abs(seen.at - Date.parse(item.toldAt));
  return agoMs >= rules.repeatMs ? "reminder" : null;
}

/** The item once a failure is noted, and nobody is told yet. Pure. */
export function noteFailure(
  item: IncidentItem | null,
  seen: SeenFailure,
  rules: TellingRules,
): IncidentItem {
  const lastAt = new Date(seen.at).toISOString();
  if (goesOn(item, seen.at, rules))
    return { ...item, lastAt: item.lastAt > lastAt ? item.lastAt : lastAt };
  return {
    origin: seen.origin,
    errorClass: seen.errorClass,
    openedAt: new Date(seen.since).toISOString(),
    lastAt,
    severity: seen.severity,
    hasCalls: seen.isCall,
    toldAt: null,
    told: [],
    resolvedAt: null,
  };
}

/** The item once notifiers took the alert. Pure. */
export function noteTold(
  item: IncidentItem,
  seen: Pick<SeenFailure, "severity" | "isCall" | "at">,
  told: readonly string[],
): IncidentItem {
  return {
    ...item,
    severity: seen.severity === "critical" ? "critical" : item.severity,
    hasCalls: item.hasCalls || seen.isCall,
    toldAt: new Date(seen.at).toISOString(),
    told: [...new Set([...item.told, ...told])].sort(),
  };
}

/**
 * Whether an incident still goes on: `lastAt` is written once a window, so one may be older by
 * that. A time far ahead is one of a clock that was wrong.
 */
function goesOn(
  item: IncidentItem | null,
  now: number,
  { windowMs }: TellingRules,
): item is IncidentItem {
  if (item?.resolvedAt !== null) return false;
  return Math.abs(now - Date.parse(item.lastAt)) <= SILENCE_MS + windowMs;
}
