import { defineCommand, defineGroup } from "./command";
import { missedCommand } from "./incidents/missed-command";
import { replayCommand } from "./incidents/replay-command";
import { reportCommand } from "./incidents/report-command";
import { showCommand } from "./incidents/show-command";
import { certainValue, flag, value, wholeNumber } from "./options";

const list = defineCommand({
  name: "incidents",
  summary:
    "Shows what is failing now and what failed before, straight from Twilio Sync.",
  options: {
    hours: certainValue("<number>", "how far to look back, 1 to 720", {
      parse: wholeNumber(1, 720),
      default: 24,
    }),
    limit: value(
      "<number>",
      "how many of the newest failures to show, 1 to 10000 (default: 5, or 100 in JSON)",
      { parse: wholeNumber(1, 10_000) },
    ),
    json: flag("print what /incidents answers"),
    follow: flag("look again every 5 s, until Ctrl+C"),
  },
  help: "It takes ACCOUNT_SID and AUTH_TOKEN from the environment or .env.",
  examples: ["", "--hours 72", "--follow"],
  exitCode:
    "0 if nothing is failing now, 1 if something is, 2 if it could not be told.",
  run: async (input, surroundings) => {
    const { listIncidents } = await import("./incidents/list");
    return listIncidents(input, surroundings);
  },
});

/** `incidents`: what is failing, what failed, and what is done about it afterwards. */
export const incidents = defineGroup({
  name: "incidents",
  summary:
    "Shows what is failing now and what failed before, and brings back what was missed.",
  alone: list,
  commands: [showCommand, missedCommand, replayCommand, reportCommand],
});
