import { randomInt } from "node:crypto";

/** A phone number of somebody who has not called before, as good as surely. */
export function newNumber(): string {
  return `+1555${String(randomInt(10_000_000)).padStart(7, "0")}`;
}
