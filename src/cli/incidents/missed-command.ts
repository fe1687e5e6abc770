import { defineCommand } from "../command";
import { flag } from "../options";
import { SCOPE_ARGUMENTS, SCOPE_OPTIONS, readScope } from "./scope";

/** `incidents missed`: whom to call back. */
export const missedCommand = defineCommand({
  name: "missed",
  summary:
    "Lists the people who were not helped, with what they wrote or left after the tone, and who has got through since.",
  arguments: SCOPE_ARGUMENTS,
  options: {
    ...SCOPE_OPTIONS,
    csv: flag("print what a spreadsheet opens", ["json"]),
    json: flag("print JSON and nothing else"),
  },
  help: "Numbers are read from Twilio at this moment, by the SIDs of calls and messages: the journal names nobody.",
  examples: ["3f9c", "3f9c --csv > missed.csv", "--since 2026-11-22T09:00Z"],
  exitCode: "0 if they could be read, 2 if not.",
  run: async (input, surroundings) => {
    const { runMissed } = await import("./missed/run-missed");
    const scope = readScope(input, surroundings.now());
    return runMissed({ ...input, scope }, surroundings);
  },
});
