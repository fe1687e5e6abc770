import { isSameServer } from "../../../url/base";
import type { Channel } from "./kinds/kind";
import { definitionOf, type Resource, type Webhooks } from "./resource";
import { whyDead } from "./why-dead";

/** Whether a channel of a resource outlives its web server. */
export type Verdict =
  | "covered"
  | "missing"
  | "same-origin"
  | "dead"
  | "ineffective"
  | "uncoverable"
  | "no-primary";

/** A verdict, with what a person wants to know beside it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Why a fallback is dead; null for all else. */
  readonly because: string | null;
}

/** Twilio's placeholder: nobody set it. */
const DEMO_URL = /^https?:\/\/demo\.twilio\.com\/welcome\//i;

/** The judgement on a resource's own webhooks, as if nothing governed it. */
export function judgeOwn(resource: Resource, channel: Channel): Judgement {
  const own = resource.webhooks[channel];
  const fields = definitionOf(resource).webhooks[channel];
  if (!own || !fields || resource.idle !== null)
    return { verdict: "no-primary", because: null };
  // The primary of a trunk is a SIP server, which is no webhook.
  const hasPrimary = fields.primaryUrl === null || isPrimary(own.primaryUrl);
  if (!hasPrimary) return { verdict: "no-primary", because: null };
  if (own.fallbackUrl === null || !URL.canParse(own.fallbackUrl))
    return { verdict: "missing", because: null };
  if (own.primaryUrl !== null && sharesOrigin(own.primaryUrl, own.fallbackUrl))
    return { verdict: "same-origin", because: null };
  const because = whyDead(channel, own);
  return { verdict: because === null ? "covered" : "dead", because };
}

/** The judgement on a channel whose own webhooks are overridden by a resource so judged. */
export function judgeGoverned(own: Webhooks, governor: Judgement): Judgement {
  return own.fallbackUrl !== null && governor.verdict !== "covered"
    ? { verdict: "ineffective", because: null }
    : governor;
}

/** Whether somebody has set a primary URL. */
export function isPrimary(url: string | null): url is string {
  return url !== null && !DEMO_URL.test(url);
}

/**
 * Whether two URLs stand on the same server: the same host, and the same port or each scheme's
 * default, since http and https of one host fail together.
 */
export function sharesOrigin(one: string, other: string): boolean {
  return (
    URL.canParse(one) &&
    URL.canParse(other) &&
    isSameServer(new URL(one), new URL(other))
  );
}
