import { useEffect, useRef, useState } from "preact/hooks";
import { askFeed, type Refusal } from "./ask-feed";
import type { Feed } from "./feed";
import { startPoll, type Poll } from "./poll";
import type { Route } from "./route";

/** What was read, and when by this browser's clock. */
export interface Reading {
  readonly feed: Feed;
  readonly readAt: number;
  /** Whether its failures are not yet those of the incident that is looked at. */
  readonly isPreview?: true;
}

/** What is known of the service. */
export interface Known {
  /** Of all incidents; null where it was not read yet. */
  readonly all: Reading | null;
  /** Of the incident that is looked at. */
  readonly one: (Reading & { readonly incident: string }) | null;
  /** Why the last question had no answer. */
  readonly trouble: string | null;
}

const NOTHING: Known = { all: null, one: null, trouble: null };

/**
 * Reads the feed again and again, as long as there is a token. What the token let us see goes
 * with it.
 *
 * @param onRefused - Called where the token is not taken.
 */
export function useFeed(
  token: string | null,
  { incident, hours }: Route,
  onRefused: (why: Refusal) => void,
): Known & { readonly askNow: () => void } {
  const [known, setKnown] = useState(NOTHING);
  const poll = useRef<Poll | null>(null);
  useEffect(() => {
    if (token === null) {
      setKnown(NOTHING);
      return undefined;
    }
    const own = startPoll(async (signal) => {
      const answer = await askFeed(token, { incident, hours }, signal);
      if (signal.aborted) return false;
      switch (answer.kind) {
        case "feed": {
          const reading = { feed: answer.feed, readAt: Date.now() };
          setKnown(({ all, one }) => ({
            all: incident === null ? reading : all,
            one: incident === null ? one : { ...reading, incident },
            trouble: null,
          }));
          return true;
        }
        case "unavailable":
          setKnown((was) => ({ ...was, trouble: answer.reason }));
          return false;
        case "wrong-token":
        case "no-token-set":
          onRefused(answer.kind);
          return false;
      }
    });
    poll.current = own;
    return own.stop;
  }, [token, incident, hours]);
  return { ...known, askNow: () => poll.current?.now() };
}
