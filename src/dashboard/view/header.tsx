import type { VNode } from "preact";
import { hoursInWords } from "../times";

const RANGES = [1, 24, 168, 720];

interface HeaderProps {
  /** Null where nothing can be chosen yet. */
  readonly controls: {
    readonly hours: number;
    readonly onHours: (hours: number) => void;
    readonly onForget: () => void;
  } | null;
}

/** The head of the page: how far back it shows, and the way out. */
export function Header({ controls }: HeaderProps): VNode {
  return (
    <header>
      <h1>
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M8 10h10a5 5 0 0 1 0 10h-6m4-4-4 4 4 4" />
        </svg>
        twilio-fallback
      </h1>
      {controls === null ? null : (
        <div class="controls">
          <label for="hours">Show the last</label>
          <select
            id="hours"
            autocomplete="off"
            value={controls.hours}
            onChange={({ currentTarget }) => {
              controls.onHours(Number(currentTarget.value));
            }}
          >
            {rangesWith(controls.hours).map((hours) => (
              <option key={hours} value={hours}>
                {hoursInWords(hours)}
              </option>
            ))}
          </select>
          <button id="forget" type="button" onClick={controls.onForget}>
            Forget the token
          </button>
        </div>
      )}
    </header>
  );
}

/** The ranges, with the one that the address asks for. */
function rangesWith(hours: number): number[] {
  return [...new Set([...RANGES, hours])].toSorted((one, other) => one - other);
}
