import { readFileSync } from "node:fs";

/** A captured fallback request, as Twilio sent it. */
export function captured(
  name: "voice-fallback-11200" | "message-fallback-11210",
): Record<string, string> {
  return JSON.parse(
    readFileSync(`test/fixtures/${name}.json`, "utf8"),
  ) as Record<string, string>;
}
