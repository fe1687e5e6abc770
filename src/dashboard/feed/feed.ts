import type { Incident } from "../../journal/incidents";
import type { JournalRecord } from "../../journal/record";

/** What `/incidents` answers. */
export interface Feed {
  /** In ISO 8601, by the service's clock. */
  readonly generatedAt: string;
  readonly hours: number;
  /** Whether some of the journal could not be read. */
  readonly truncated: boolean;
  readonly incidents: readonly Incident[];
  /** The newest records of every kind, newest first. */
  readonly failures: readonly JournalRecord[];
}
