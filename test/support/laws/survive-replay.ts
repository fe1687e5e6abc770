import { valueOf, type Received } from "../servers/recovered-primary";
import {
  isDone,
  playReplay,
  type ReplayItem,
  type ReplayOrdeal,
} from "./play-replay";

/** What an ordeal came to. */
export interface ReplayFigures {
  readonly requests: number;
  readonly answersLost: number;
  readonly cutOff: number;
  readonly unknown: number;
  readonly deliveredTwice: number;
  readonly runs: number;
  readonly seconds: number;
}

/**
 * Brings back what was missed while all happens that can happen, and holds the end to the law:
 * each once or named, in its order, whole and signed, and each reply once.
 */
export async function surviveReplay(
  ordeal: ReplayOrdeal,
): Promise<ReplayFigures> {
  const startedAt = performance.now();
  const end = await playReplay(ordeal);
  const { missed, received, replied, settled, final, figures } = end;
  const sids = received.map(sidOf);
  const withState = (items: readonly ReplayItem[], state: string) =>
    new Set(items.filter((one) => one.state === state).map(({ sid }) => sid));
  const unknown = withState(settled.items, "unknown");
  const doubtful = new Set(
    settled.items
      .filter(({ replies }) => replies.some(({ state }) => state === "unknown"))
      .map(({ sid }) => sid),
  );

  // Without --again: nothing twice, and what may have arrived is named.
  const before = sids.slice(0, settled.received);
  expect(settled.items.map(({ sid }) => sid)).toEqual(missed.sids);
  expect(repeated(before)).toEqual([]);
  expect(repeated(replied.slice(0, settled.replied))).toEqual([]);
  expect(unknown.size).toBeLessThanOrEqual(
    figures.answersLost + figures.cutOff,
  );
  const delivered = withState(settled.items, "delivered");
  const arrived = new Set(before);
  expect([...delivered].filter((sid) => !arrived.has(sid))).toEqual([]);
  expect(
    before.filter((sid) => !delivered.has(sid) && !unknown.has(sid)),
  ).toEqual([]);

  // With it: nothing is lost, and nothing came twice that was not named.
  expect(final.filter((item) => !isDone(item))).toEqual([]);
  expect(new Set(sids)).toEqual(new Set(missed.sids));
  expect(new Set(replied)).toEqual(missed.messages);
  const twice = repeated(sids);
  expect(twice.filter((sid) => !unknown.has(sid))).toEqual([]);
  expect(repeated(replied).filter((sid) => !doubtful.has(sid))).toEqual([]);
  expectWhole(received, missed.variables);
  expectInOrder(received, missed.sids);
  return {
    ...figures,
    unknown: unknown.size,
    deliveredTwice: twice.length,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
}

/** Signed, byte for byte what the alert has, with a token of its own that stays the same. */
function expectWhole(
  received: readonly Received[],
  variables: ReadonlyMap<string, string>,
): void {
  expect(received.filter(({ isSigned }) => !isSigned)).toEqual([]);
  const changed = received.filter(
    (one) => formOf(one) !== variables.get(sidOf(one)),
  );
  expect(changed).toEqual([]);
  const tokens = new Map(
    received.map((one) => [sidOf(one), one.idempotencyToken]),
  );
  expect(new Set(tokens.values()).size).toBe(tokens.size);
  const others = received.filter(
    (one) => tokens.get(sidOf(one)) !== one.idempotencyToken,
  );
  expect(others).toEqual([]);
}

/** For each pair of numbers, nothing comes after what is younger. */
function expectInOrder(
  received: readonly Received[],
  sids: readonly string[],
): void {
  const places = new Map(sids.map((sid, place) => [sid, place]));
  const newest = new Map<string, number>();
  const late = received.filter((one) => {
    const pair = [valueOf("From", one), valueOf("To", one)].sort().join(" ");
    const place = places.get(sidOf(one)) ?? -1;
    const isLate = place < (newest.get(pair) ?? 0);
    newest.set(pair, Math.max(place, newest.get(pair) ?? 0));
    return isLate;
  });
  expect(late).toEqual([]);
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

function formOf({ params }: Received): string {
  return new URLSearchParams([...params]).toString();
}

function sidOf(one: Received): string {
  return valueOf("MessageSid", one) ?? "";
}
