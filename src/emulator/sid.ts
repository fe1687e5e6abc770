import { randomBytes } from "node:crypto";

/** A SID of Twilio's form that nobody had before. */
export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString("hex");
}
