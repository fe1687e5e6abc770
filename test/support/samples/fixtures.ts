import { readFileSync } from "node:fs";

/** A captured fallback request, or an alert, as Twilio sent it. */
export function captured(
  name:
    | "voice-fallback-11200"
    | "message-fallback-11210"
    | "alert-call-11200"
    | "alert-message-11200"
    | "alert-without-request-14107",
): Record<string, string> {
  return JSON.parse(
    readFileSync(`test/fixtures/${name}.json`, "utf8"),
  ) as Record<string, string>;
}
