import type { Notice } from "./all-clear";
import { describeAlert } from "./describe-alert";
import { describeAllClear } from "./describe-all-clear";

/** One thing to know, with the name of what it is. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Where there is more about it. */
  readonly link?: string;
}

/** A notice in words: what people met, and then the facts in the order in which one asks. */
export interface Description {
  /** The severity, or that it is over. */
  readonly tag: string;
  readonly headline: string;
  readonly facts: readonly Fact[];
}

/** Puts a notice into words, whole, for a notifier that has room. */
export function describeNotice(notice: Notice): Description {
  return notice.kind === "alert"
    ? describeAlert(notice)
    : describeAllClear(notice);
}
