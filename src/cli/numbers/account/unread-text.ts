import { color } from "../../terminal/color";
import { leavesKindOut, type Selection } from "./select";
import type { UnreadKind } from "./unread";

/** What is missing from what is shown, in a line for each kind. */
export function unreadText(unread: readonly UnreadKind[]): string {
  return unread
    .map(({ kind, reason }) =>
      color.red(
        `✖ ${kind}: not read. ${reason} (--except ${kind} leaves it out.)`,
      ),
    )
    .join("\n");
}

/** What is missing, and was not left out on purpose. */
export function missedKinds(
  unread: readonly UnreadKind[],
  selection: Selection,
): UnreadKind[] {
  return unread.filter(({ kind }) => !leavesKindOut(kind, selection));
}
