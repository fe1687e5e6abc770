import type { Row } from "../../numbers/account/rows";
import type { TwimlChannel } from "../../../twilio/check-twiml";

/** A primary URL of an account, on one channel. */
export interface PrimaryUrl {
  readonly channel: TwimlChannel;
  /** Without its fragment. */
  readonly url: string;
  /** The names of the resources that have it. */
  readonly names: readonly string[];
}

/**
 * The primary URLs of an account's rows, each once a channel. Left out is what has nothing to
 * protect, what another resource governs (its own row is here), and the service itself.
 */
export function findPrimaries(
  rows: readonly Row[],
  target: string,
): PrimaryUrl[] {
  const found = new Map<string, PrimaryUrl>();
  for (const { channel, primaryUrl, verdict, governedBy, name } of rows) {
    const [url = ""] = (primaryUrl ?? "").split("#", 1);
    const isAsked = governedBy === null && verdict !== "no-primary";
    if (!isAsked || !URL.canParse(url) || new URL(url).origin === target)
      continue;
    if (channel !== "voice" && channel !== "messaging") continue;
    const key = `${channel} ${url}`;
    const names = [...(found.get(key)?.names ?? []), name];
    found.set(key, { channel, url, names });
  }
  return [...found.values()];
}
