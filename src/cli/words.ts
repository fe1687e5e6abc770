import { join } from "node:path";
import { count } from "../text/count";
import { defineCommand } from "./command";
import { flag } from "./options";

/** `words`: what people hear where no backup answers. */
export const words = defineCommand({
  name: "words",
  summary:
    "Checks the documents of assets as Twilio would, and prints what people hear or read where no backup answers, step by step.",
  options: { json: flag("print JSON and nothing else") },
  examples: ["", "--json"],
  exitCode: "0 if Twilio would take every document, 1 if not.",
  run: async ({ json }, { terminal, folder }) => {
    const { readAssets } = await import("./words/read-assets");
    const { describeFault } = await import("./words/check-words");
    const { describeWords } = await import("./words/describe-words");
    const { examineWords } = await import("./words/examine-words");

    const examined = await examineWords(
      await readAssets(join(folder, "assets")),
    );
    const { faults, played, isWell } = examined;
    if (json) {
      terminal.print(JSON.stringify({ faults, documents: played }, null, 2));
      return isWell ? 0 : 1;
    }
    faults.map(describeFault).forEach(terminal.warn);
    if (played.length === 0) return 1;
    const ways = played.flatMap((document) => document.ways);
    const troubles = ways.flatMap((way) => way.troubles);
    terminal.print(describeWords(played, terminal.columns));
    terminal.print(
      `\n${count(played.length, "document")}, ${count(ways.length, "way")} through: ${isWell ? "Twilio would take all of it." : count(troubles.length, "fault")}`,
    );
    return isWell ? 0 : 1;
  },
});
