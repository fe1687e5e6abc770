import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { formatNumber } from "../../text/count";
import type { Failure } from "../client/feed";
import { FailureItem } from "./failure";

const FIRST_SHOWN = 20;
const MORE_SHOWN = 100;

interface FailureListProps {
  readonly failures: readonly Failure[];
  /** In Unix milliseconds. */
  readonly now: number;
}

/** The newest failures, a few at first. */
export function FailureList({ failures, now }: FailureListProps): VNode {
  const [shown, setShown] = useState(FIRST_SHOWN);
  const hidden = failures.length - shown;
  return (
    <>
      <ol id="failure-list" class="failures">
        {failures.slice(0, shown).map((failure) => (
          <FailureItem
            key={`${failure.sid ?? ""} ${failure.at} ${failure.source}`}
            failure={failure}
            now={now}
          />
        ))}
      </ol>
      {hidden > 0 ? (
        <button
          type="button"
          class="more"
          onClick={() => {
            setShown(shown + MORE_SHOWN);
          }}
        >
          {`Show ${formatNumber(Math.min(hidden, MORE_SHOWN))} more`}
        </button>
      ) : null}
    </>
  );
}
