import { readFileSync } from "node:fs";

/** A captured call whose primary failed, less its SID; its path is one that a backup serves. */
export const CALL_PARAMS: Readonly<Record<string, string>> = {
  ...(JSON.parse(
    readFileSync("test/fixtures/voice-fallback-11200.json", "utf8"),
  ) as Record<string, string>),
  ErrorUrl: "https://www.example.com/menu",
};
