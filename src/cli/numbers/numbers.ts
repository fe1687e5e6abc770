import { defineGroup, type CliCommand } from "../command";
import { askHead } from "./account/ask-head";
import type { Outside } from "./account/session";
import { auditCommand } from "./audit/audit";
import { buyCommand } from "./buy/buy";
import { attachCommand } from "./change/attach";
import { divertCommand } from "./change/divert";
import { restoreCommand } from "./change/restore";
import { NEEDS } from "./needs";

/** The world as it is. */
const WORLD: Outside = {
  askFallback: async (...asked) => {
    const { askFallback } = await import("../../emulator");
    return askFallback(...asked);
  },
  askHead,
};

/** The numbers command, with its five commands. */
export function numbersCommand(outside: Outside = WORLD): CliCommand {
  return defineGroup({
    name: "numbers",
    summary:
      "Sees to it that everything in a Twilio account that a web server answers for has a fallback that helps.",
    help: `Each command shows what it would change, and asks first.

${NEEDS}`,
    commands: [
      auditCommand(outside),
      attachCommand(outside),
      divertCommand(outside),
      restoreCommand(outside),
      buyCommand(outside),
    ],
  });
}
