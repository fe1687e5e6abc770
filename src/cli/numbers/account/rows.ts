import type { TwimlChannel } from "../../../twilio/check-twiml";
import {
  channelsOf,
  type Kind,
  type Resource,
  type Webhooks,
} from "./resource";
import {
  governedVerdict,
  verdictOn,
  type Governor,
  type Verdict,
} from "./verdict";
import { waitsUpToMs } from "./waits-up-to-ms";

/** One channel of one resource, judged. */
export interface Row extends Webhooks {
  readonly kind: Kind;
  readonly sid: string;
  readonly name: string;
  readonly channel: TwimlChannel;
  readonly verdict: Verdict;
  /** The SID of the resource whose webhooks are used in place of these. */
  readonly governedBy: string | null;
  /** How long a caller may wait before the fallback of this primary URL starts. */
  readonly waitsUpToMs: number | null;
}

/** Judges every channel of an account's resources. */
export function rowsOf(resources: readonly Resource[]): Row[] {
  const bySid = new Map(resources.map((resource) => [resource.sid, resource]));
  return resources.flatMap((resource) =>
    channelsOf(resource).map(({ channel, own }): Row => {
      const governedBy = resource.governors[channel] ?? null;
      const verdict =
        governedBy === null
          ? ungoverned(resource, own)
          : governedVerdict(own, governorOf(governedBy, channel, bySid));
      const hasWait = own.primaryUrl !== null && verdict !== "no-primary";
      return {
        kind: resource.kind,
        sid: resource.sid,
        name: resource.name,
        channel,
        ...own,
        verdict,
        governedBy,
        waitsUpToMs: hasWait ? waitsUpToMs(own.primaryUrl) : null,
      };
    }),
  );
}

/** A governor that is not in the account's lists has no webhooks that anyone could see. */
function governorOf(
  sid: string,
  channel: TwimlChannel,
  bySid: ReadonlyMap<string, Resource>,
): Governor {
  if (sid.startsWith("TK")) return "trunk";
  const governor = bySid.get(sid);
  const own = governor?.webhooks[channel];
  return {
    verdict: governor && own ? ungoverned(governor, own) : "no-primary",
  };
}

function ungoverned(
  { leavesInboundToNumbers }: Resource,
  own: Webhooks,
): Verdict {
  return leavesInboundToNumbers ? "no-primary" : verdictOn(own);
}
