import { createHash } from "node:crypto";
import type { KindDefinition } from "../account/kinds/kind";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { sharesOrigin } from "../account/verdict";
import type { Leaving } from "./leaving";
import type { Target } from "./target";

/** What a target is chosen for. */
export interface Wanted {
  /** The same one for the same key: a SID, or a number that has none yet. */
  readonly key: string;
  readonly channel: TwimlChannel;
  /** Null where it is no webhook. */
  readonly primaryUrl: string | null;
  readonly methods: KindDefinition["methods"];
  /** The digits of a number, "" for all else. */
  readonly digits: string;
}

/** The target of a resource's channel: of those that could help, always the same one. */
export function targetFor(
  { key, channel, primaryUrl, methods, digits }: Wanted,
  targets: readonly Target[],
): Target | Leaving {
  const fitting = targets.filter(
    (target) =>
      (target.channel === null || target.channel === channel) &&
      methods.includes(target.method) &&
      digits.startsWith(target.digits),
  );
  if (fitting.length === 0) return "no fallback of --to is for this channel";
  const elsewhere = fitting.filter(
    ({ url }) => primaryUrl === null || !sharesOrigin(url, primaryUrl),
  );
  const longest = Math.max(...elsewhere.map((target) => target.digits.length));
  const best = elsewhere.filter((target) => target.digits.length === longest);
  return (
    chooseTarget(best, key) ??
    "the fallback would stand on the primary's own server"
  );
}

/**
 * Chooses one of several targets for a resource: the one with the highest hash over both, so that
 * resources spread evenly, each always has the same one, and one target more moves only the
 * resources that it takes over.
 */
export function chooseTarget(
  targets: readonly Target[],
  key: string,
): Target | null {
  const ranked = targets
    .map((target) => ({ target, rank: hash(`${key}\n${target.url}`) }))
    .sort((a, b) => (a.rank < b.rank ? 1 : -1));
  return ranked[0]?.target ?? null;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
