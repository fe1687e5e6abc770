import { createHmac } from "node:crypto";

/**
 * The value of the header `webhook-signature`.
 *
 * @param key - The decoded secret.
 * @param timestamp - Unix seconds.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function standardSignature(
  key: Buffer,
  id: string,
  timestamp: string,
  body: string,
): string {
  const signed = `${id}.${timestamp}.${body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
