import { patch } from "../dom/patch";
import { ago, span, timeZone } from "../times";
import { icon } from "./icon";
import { part } from "./part";

/**
 * Says how old what is shown is, and why where the service does not answer.
 *
 * @param ageMs - Null where nothing is shown yet.
 */
export function showFreshness(
  ageMs: number | null,
  trouble: string | null,
): void {
  part("trouble").classList.toggle("shown", trouble !== null);
  part("retry").hidden = trouble === null;
  patch(part("trouble-icon"), trouble === null ? [] : [icon("unknown")]);
  patch(part("trouble-reason"), trouble === null ? [] : [`${trouble}.`]);
  patch(part("trouble-age"), trouble === null ? [] : [ageInWords(ageMs)]);
  patch(part("freshness"), [
    ageMs === null ? null : `Updated ${ago(0, ageMs)}. `,
    `Times are in ${timeZone()}.`,
  ]);
}

function ageInWords(ageMs: number | null): string {
  return ageMs === null
    ? "Nothing could be read yet. Trying again."
    : `What is shown is ${span(ageMs)} old. Trying again.`;
}
