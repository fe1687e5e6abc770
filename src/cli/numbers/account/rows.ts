import type { Kind } from "./kinds/kinds";
import type { Channel } from "./kinds/kind";
import {
  channelsOf,
  type Governor,
  type Resource,
  type Webhooks,
} from "./resource";
import {
  judgeGoverned,
  judgeOwn,
  type Judgement,
  type Verdict,
} from "./verdict";
import { waitsUpToMs } from "./waits-up-to-ms";

/** One channel of one resource, judged. */
export interface Row extends Webhooks {
  readonly kind: Kind;
  readonly sid: string;
  readonly name: string;
  readonly channel: Channel;
  readonly verdict: Verdict;
  /** Why a fallback is dead; null for all else. */
  readonly because: string | null;
  /** The SID of what is asked in place of these webhooks. */
  readonly governedBy: string | null;
  /** How long a caller may wait before the fallback of this primary URL starts. */
  readonly waitsUpToMs: number | null;
}

/** Judges a resource's own webhooks. */
export type Judge = (resource: Resource, channel: Channel) => Judgement;

/**
 * Judges every channel of resources.
 *
 * @param account - Where their governors are found.
 */
export function judgeRows(
  resources: readonly Resource[],
  account: readonly Resource[],
  judge: Judge = judgeOwn,
): Row[] {
  const bySid = new Map(account.map((resource) => [resource.sid, resource]));
  const judgeUnder = (
    { sid, is }: Governor,
    channel: Channel,
    own: Webhooks,
  ): Judgement => {
    if (is === "conversation") return { verdict: "uncoverable", because: null };
    const governor = bySid.get(sid);
    // What is not in the account's lists has no webhooks that anyone could see.
    return judgeGoverned(
      own,
      governor
        ? judge(governor, channel)
        : { verdict: "no-primary", because: null },
    );
  };
  return resources.flatMap((resource) =>
    channelsOf(resource).map(({ channel, own }): Row => {
      const { kind, sid, name, governors } = resource;
      const governor = governors[channel] ?? null;
      const judgement =
        governor === null
          ? judge(resource, channel)
          : judgeUnder(governor, channel, own);
      const hasWait =
        own.primaryUrl !== null && judgement.verdict !== "no-primary";
      return {
        ...{ kind, sid, name, channel },
        ...own,
        ...judgement,
        governedBy: governor?.sid ?? null,
        waitsUpToMs: hasWait ? waitsUpToMs(own.primaryUrl) : null,
      };
    }),
  );
}
