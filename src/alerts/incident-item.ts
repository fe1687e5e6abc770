import type { ErrorClass } from "../journal/classify-error";
import type { Severity } from "./alert";

/** What all containers know of one incident: an item of a Sync Map. Times are in ISO 8601. */
export interface IncidentItem {
  readonly origin: string | null;
  readonly errorClass: ErrorClass;
  /** When it began. */
  readonly openedAt: string;
  /** About the newest failure: it is written once a window. */
  readonly lastAt: string;
  /** The worst that was told. */
  readonly severity: Severity;
  /** Whether a call has failed, and not messages alone. */
  readonly hasCalls: boolean;
  /** When somebody was last told; null where nobody took it yet. */
  readonly toldAt: string | null;
  /** The names of the notifiers that took it. */
  readonly told: readonly string[];
  /** When its server was seen to answer again; null while it goes on. */
  readonly resolvedAt: string | null;
}

/** An item without a value for what this service needs, of a later version say, is none. */
export function isIncidentItem(data: unknown): data is IncidentItem {
  if (typeof data !== "object" || data === null) return false;
  const item = data as Partial<Record<keyof IncidentItem, unknown>>;
  return (
    isTextOrNull(item.origin) &&
    typeof item.errorClass === "string" &&
    isTime(item.openedAt) &&
    isTime(item.lastAt) &&
    (item.severity === "critical" || item.severity === "warning") &&
    (item.toldAt === null || isTime(item.toldAt)) &&
    Array.isArray(item.told) &&
    item.told.every((name) => typeof name === "string") &&
    (item.resolvedAt === null || isTime(item.resolvedAt))
  );
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === "string";
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
