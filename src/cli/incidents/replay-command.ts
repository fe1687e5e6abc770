import { defineCommand } from "../command";
import {
  certainValue,
  expected,
  flag,
  offFlag,
  value,
  wholeNumber,
} from "../options";
import { parseWebUrl } from "../../url/parse-url";
import { readScope, SCOPE_ARGUMENTS, SCOPE_OPTIONS } from "./scope";

/** `incidents replay`: gives the primary what it missed. */
export const replayCommand = defineCommand({
  name: "replay",
  summary:
    "Gives your application the messages and callbacks that it missed, and sends what it answers.",
  arguments: SCOPE_ARGUMENTS,
  options: {
    ...SCOPE_OPTIONS,
    to: value("<url>", "the base of another server to give them to", {
      parse: readBase,
    }),
    rate: certainValue("<number>", "requests a second, 1 to 1000", {
      parse: wholeNumber(1, 1000),
      default: 5,
    }),
    again: flag("also send what may have arrived already"),
    replies: offFlag("only deliver: send nothing of what is answered"),
    yes: flag("do not ask"),
    dryRun: flag("show what would be sent, and send nothing"),
    json: flag("print JSON and nothing else; it needs --yes or --dry-run"),
  },
  help: `
What is given comes from Twilio's error log, whole and in its order for each pair of numbers. A message
without an alert is put together of what Twilio keeps of it. Calls are over, and are not given.

Each is given once, whoever runs this and however often: what was done stands in Twilio Sync. What may
have arrived is named, and sent again only with --again.`,
  examples: ["3f9c", "3f9c --dry-run", "--since 2026-11-22T09:00Z --yes"],
  exitCode:
    "0 if all was delivered, 1 if something is left, 2 if it was used wrongly, or nobody could be asked.",
  run: async (input, surroundings) => {
    const { runReplay } = await import("./replay/run-replay");
    return runReplay(
      {
        ...input,
        scope: readScope(input, surroundings.now()),
        to: input.to ?? null,
      },
      surroundings,
    );
  },
});

function readBase(text: string): URL {
  const url = parseWebUrl(text);
  if (url?.search !== "" || url.hash !== "")
    throw expected("an http or https URL without query or fragment");
  return url;
}
