import type { WebhookClient } from "../webhook-client";
import type { Choose } from "./fork";
import { simulate } from "./simulate";
import type { Incoming, Simulation } from "./simulation";

/** One way through a call or a message. */
export interface Way extends Simulation {
  /** What was chosen at each fork, as `Gather on line 3: says nothing`. */
  readonly choices: readonly string[];
}

/** Documents that branch more often than this are no error documents any more. */
const MAX_WAYS = 500;

/**
 * Plays a call or a message once for every way that the choices of people and of the network can
 * lead. A document that comes back to one that it has been in is a loop: for documents that do
 * not change, it would never end.
 *
 * @param incoming - Makes the call or message anew for each way.
 * @throws RangeError where there are more than 500 ways.
 */
export async function playEveryWay(
  incoming: () => Incoming,
  client: WebhookClient,
): Promise<Way[]> {
  const ways: Way[] = [];
  let plan: readonly number[] | null = [];
  while (plan !== null) {
    if (ways.length === MAX_WAYS)
      throw new RangeError(`There are more than ${MAX_WAYS} ways.`);
    const { choose, taken } = chooseBy(plan);
    const simulation = await simulate(incoming(), client, {
      choose,
      maxVisits: 1,
    });
    ways.push({ ...simulation, choices: taken.map(({ words }) => words) });
    plan = planAfter(taken);
  }
  return ways;
}

interface Taken {
  readonly index: number;
  /** How many options there were. */
  readonly options: number;
  readonly words: string;
}

/** Chooses as a plan says, one index a fork, and the first option behind its end. */
function chooseBy(plan: readonly number[]): { choose: Choose; taken: Taken[] } {
  const taken: Taken[] = [];
  return {
    taken,
    choose: ({ verb, line, options }) => {
      const index = plan[taken.length] ?? 0;
      const option = options[index] ?? options[0];
      const words = `${verb} on line ${line}: ${option.name}`;
      taken.push({ index, options: options.length, words });
      return option;
    },
  };
}

/** The next way: the last fork that has an option left takes it. Null where none has. */
function planAfter(taken: readonly Taken[]): number[] | null {
  const last = taken.findLastIndex(({ index, options }) => index + 1 < options);
  if (last < 0) return null;
  return taken
    .slice(0, last + 1)
    .map(({ index }, at) => (at === last ? index + 1 : index));
}
