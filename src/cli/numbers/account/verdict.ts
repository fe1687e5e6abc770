import { isSameServer } from "../../../url/base";
import type { Webhooks } from "./resource";

/** Whether a channel of a resource outlives its web server. */
export type Verdict =
  "covered" | "missing" | "same-origin" | "ineffective" | "no-primary";

/** Twilio's placeholder: nobody set it. */
const DEMO_URL = /^https?:\/\/demo\.twilio\.com\/welcome\//i;

/** The verdict on webhooks that are used as they are. */
export function verdictOn({
  primaryUrl,
  fallbackUrl,
}: Webhooks): Exclude<Verdict, "ineffective"> {
  if (primaryUrl === null || DEMO_URL.test(primaryUrl)) return "no-primary";
  if (fallbackUrl === null || !URL.canParse(fallbackUrl)) return "missing";
  return sharesOrigin(primaryUrl, fallbackUrl) ? "same-origin" : "covered";
}

/** What governs a channel: a trunk, which has no webhooks, or a resource with a verdict. */
export type Governor = "trunk" | { readonly verdict: Verdict };

/** The verdict on a channel whose own webhooks are overridden. */
export function governedVerdict(own: Webhooks, governor: Governor): Verdict {
  if (governor === "trunk") return "no-primary";
  const hasOwnFallback = own.fallbackUrl !== null;
  return hasOwnFallback && governor.verdict !== "covered"
    ? "ineffective"
    : governor.verdict;
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
