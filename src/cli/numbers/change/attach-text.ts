import { count } from "../../../text/count";
import { color } from "../../terminal/color";
import { groupBy } from "../account/group-by";
import { waitsUpToMs } from "../account/waits-up-to-ms";
import type { FieldChange } from "./change";
import { diffText } from "./diff";
import type { Overrides } from "./fast-failover";
import type { AttachPlan } from "./plan";
import type { Effect } from "./plan-channel";

/** What `attach` would do, and what that adds up to. */
export function attachText(
  plan: AttachPlan,
  overrides: Overrides | null,
  columns: number,
): string {
  const { changes, governed } = plan;
  const diff = diffText(changes, columns, {
    onOldValue: (change) =>
      isReplaced(change) ? "  (someone's fallback, replaced)" : "",
    governedBy: (sid) => governed.get(sid) ?? [],
  });
  return [
    changes.length > 0 ? diff : "Nothing to change.",
    ...(overrides && changes.length > 0 ? [fastFailoverText(overrides)] : []),
    leftText(plan),
    totalText(plan),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** Whether the fallback of another place was there. */
function isReplaced({ field, old, new: after }: FieldChange): boolean {
  const place = (url: string): string =>
    URL.canParse(url) ? new URL(url).host + new URL(url).pathname : url;
  return (
    /(fallbackUrl|disasterRecoveryUrl)$/i.test(field) &&
    place(old) !== place(after)
  );
}

function leftText({ left }: AttachPlan): string {
  const reasons = groupBy(left, ({ because }) => because);
  return [...reasons]
    .map(([because, alike]) => {
      const [first] = alike;
      const names =
        alike.length === 1
          ? ` (${first?.name ?? ""}, ${first?.channel ?? ""})`
          : "";
      return color.dim(
        `Left as it is: ${count(alike.length, "channel")}${names}: ${because}.`,
      );
    })
    .join("\n");
}

/** "Plan: 12 channels added, 1 replaced, 3 left." */
function totalText({ changes, effects, left }: AttachPlan): string {
  const of = (effect: Effect): number =>
    effects.filter((one) => one === effect).length;
  const parts = [
    `${of("added")} added`,
    `${of("replaced")} replaced`,
    ...(of("put right") > 0 ? [`${of("put right")} put right`] : []),
    ...(of("kept") > 0 ? [`${of("kept")} with a shorter wait alone`] : []),
    `${left.length} left`,
  ];
  return `Plan, in channels: ${parts.join(", ")}; ${count(changes.length, "resource")} to change.`;
}

function fastFailoverText(overrides: Overrides): string {
  const fragment = [...overrides].map((pair) => pair.join("=")).join("&");
  const seconds = waitsUpToMs(`https://x/#${fragment}`) / 1000;
  return `With #${fragment} on its primary URL, a fallback starts after ${seconds} s at most, and not after 15 s. Your server never sees it, and it is no part of the signature.`;
}
