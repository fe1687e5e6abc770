import type { Verdict } from "../account/verdict";

/** How many rows have each verdict. */
export type Summary = Record<Verdict, number>;

/** A summary of nothing, in the order in which verdicts are shown. */
export function emptySummary(): Summary {
  return {
    covered: 0,
    missing: 0,
    "same-origin": 0,
    dead: 0,
    ineffective: 0,
    uncoverable: 0,
    "no-primary": 0,
  };
}

/** Whether nobody has anything to do. */
export function isWell(summary: Summary): boolean {
  return (
    summary.missing +
      summary["same-origin"] +
      summary.dead +
      summary.ineffective ===
    0
  );
}
