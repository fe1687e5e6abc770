import type { VNode } from "preact";
import { span } from "../times";
import { Icon } from "./icon";

interface TroubleProps {
  /** Why the service did not answer, without a full stop; null where it did. */
  readonly reason: string | null;
  /** Of what is shown; null where nothing is. */
  readonly ageMs: number | null;
  readonly onRetry: () => void;
}

/** Says that the service does not answer, and how old what is shown is. It is always there, since a status that comes with its text may not be told. */
export function Trouble({ reason, ageMs, onRetry }: TroubleProps): VNode {
  return (
    <div class={reason === null ? "trouble" : "trouble card shown"}>
      <div class="trouble-text">
        {reason === null ? null : <Icon tone="unknown" />}
        <p class="long">
          <strong role="status">{reason === null ? null : `${reason}.`}</strong>{" "}
          {reason === null ? null : ageInWords(ageMs)}
        </p>
      </div>
      {reason === null ? null : (
        <button type="button" onClick={onRetry}>
          Try now
        </button>
      )}
    </div>
  );
}

function ageInWords(ageMs: number | null): string {
  return ageMs === null
    ? "Nothing could be read yet. Trying again."
    : `What is shown is ${span(ageMs)} old. Trying again.`;
}
