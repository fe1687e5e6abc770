import { chooseWords } from "../../../src/fallback/words";
import type { Channel } from "../../../src/journal/record";

/** What is said to everyone of a channel whose number has no words of its own. */
export function generalWords(channel: Channel): string {
  return chooseWords({ channel, from: null, to: null, direction: null });
}
