import { createHmac } from "node:crypto";
import type { Settings } from "../settings/settings";
import { isWithheld } from "./mask-party";

/** What a record may show of people, and the key that makes them anonymous. */
export interface Privacy {
  readonly pii: Settings["pii"];
  /** Null where the platform gave no credentials. */
  readonly authToken: string | null;
}

/** For a service whose settings cannot be read. */
export const STRICT_PRIVACY: Privacy = { pii: "masked", authToken: null };

const PERSON_LENGTH = 16;

/** What the settings say of it. */
export function privacyOf({
  pii,
  twilio,
}: Pick<Settings, "pii" | "twilio">): Privacy {
  return { pii, authToken: twilio.credentials?.authToken ?? null };
}

/**
 * 16 hexadecimal digits that are the same for one person and name nobody: the number hashed with
 * the auth token, as numbers are few enough to be hashed one by one. `whatsapp:+1…` and `+1…` are
 * one person. Null for nobody, and for whoever withholds their number.
 */
export function personId(
  party: string | null,
  { authToken }: Pick<Privacy, "authToken">,
): string | null {
  if (party === null || authToken === null || isWithheld(party)) return null;
  const number = /^[A-Za-z]+:(\+\d+)$/.exec(party)?.[1] ?? party;
  return createHmac("sha256", authToken)
    .update(number)
    .digest("hex")
    .slice(0, PERSON_LENGTH);
}
