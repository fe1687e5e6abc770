import type { PlannedChange } from "./change";

/** What came of a change. */
export type Outcome =
  | { readonly result: "changed" }
  | {
      /** `conflict`: somebody else has changed it, so it was left. */
      readonly result: "conflict" | "unchanged" | "unknown";
      readonly reason: string;
    }
  | { readonly result: "not-tried" };

/** A change with its outcome. */
export type Applied = Outcome & { readonly change: PlannedChange };
