import { defineCommand } from "../command";
import { argument, flag } from "../options";

/** `incidents report`: a post-mortem to begin with. */
export const reportCommand = defineCommand({
  name: "report",
  summary:
    "Writes the post-mortem of an incident in Markdown: times, people, numbers, backups, a timeline, and what was brought back.",
  arguments: { id: argument("the incident's id, or the beginning of it") },
  options: { json: flag("print JSON and nothing else") },
  help: "It holds no stranger's number.",
  examples: ["3f9c > post-mortem.md"],
  exitCode: "0 if it is written, 2 if the incident could not be read.",
  run: async ({ id, json }, surroundings) => {
    const { logIn } = await import("../account/login");
    const { twilioSdk } = await import("../account/twilio-sdk");
    const { readIncident } = await import("./read-incident");
    const { openLedger } = await import("./replay/ledger");
    const { readBroughtBack } = await import("./write-up/read-brought-back");
    const { writeReport } = await import("./write-up/write-report");
    const { terminal, now } = surroundings;
    const { access, settings } = await logIn(surroundings);
    const found = await readIncident(id, settings, now());
    const ledger = openLedger(twilioSdk(access), settings);
    const broughtBack = await readBroughtBack(found.failures, ledger);
    terminal.print(
      json
        ? JSON.stringify({ incident: found.incident, broughtBack })
        : writeReport(found, broughtBack, now()),
    );
    return 0;
  },
});
