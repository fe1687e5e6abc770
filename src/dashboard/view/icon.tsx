import type { VNode } from "preact";
import type { Tone } from "../incident-state";

/** Each of its own shape, so that colour is not the only sign. */
const PATHS: Record<Tone, readonly string[]> = {
  calm: ["M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M8 12.4l2.8 2.8L16 9.6"],
  quiet: ["M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M9.8 9v6", "M14.2 9v6"],
  covered: ["M12 3.5L22 20.5H2z", "M12 10v4.6", "M12 17.4v.2"],
  failing: ["M8 2.8h8l5.2 5.2v8L16 21.2H8L2.8 16V8z", "M9 9l6 6", "M15 9l-6 6"],
  unknown: [
    "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z",
    "M9.6 9.6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2 1-1.2 1.9",
    "M12 16.6v.2",
  ],
};

/** The sign of a tone. It says nothing to a screen reader: words stand beside it. */
export function Icon({ tone }: { readonly tone: Tone }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {PATHS[tone].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
