import { InvalidArgumentError, Option, type Command } from "commander";
import { KINDS, type Kind } from "./account/resource";

/** What every command needs to be told, for its help. */
export const NEEDS = `
Credentials, from the environment or .env: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or with
TWILIO_API_KEY and TWILIO_API_SECRET (ACCOUNT_SID and AUTH_TOKEN do, too). TWILIO_REGION and
TWILIO_EDGE are honoured.`;

const YES = "do it without asking";
const TO =
  "the fallback: the domain of your service, which stands for its /fallback, or a full https URL";
const METHOD = "how Twilio asks the fallback";

function methodOption(): Option {
  return new Option("--method <method>", METHOD)
    .choices(["POST", "GET"])
    .default("POST");
}

/** What it takes and says of itself; it does nothing yet. */
export function addAudit(program: Command): Command {
  return program
    .command("audit")
    .description(
      "Shows for every number, and all else that can have a fallback, whether it outlives its web server. Changes nothing.",
    )
    .option("--json", "print every row as JSON instead of a table")
    .addHelpText(
      "after",
      `
Verdicts:
  covered      the primary fails over to a fallback on another origin
  missing      a primary URL and no fallback
  same-origin  the fallback shares the primary's origin, and fails with it
  ineffective  the number has a fallback, but another resource governs it and is not covered
  no-primary   nothing to protect
"Waits" is how long a caller may wait before the fallback starts.

Exit code: 0 if all is covered or has no primary, 1 if not, 2 for wrong use or credentials.
${NEEDS}`,
    );
}

/** As {@link addAudit}. */
export function addAttach(program: Command): Command {
  return program
    .command("attach")
    .description(
      "Sets the fallback, where it is not right already: on the number itself, or on the TwiML App or Messaging Service that governs it. Writes nothing but fallback fields (and, with --fast-failover, the fragment of the primary URL). Shows the changes and asks first; what was there before is kept in an undo file.",
    )
    .requiredOption(
      "--to <targets>",
      `${TO}; several, with commas between, share the numbers evenly`,
    )
    .option(
      "--only <what...>",
      "only these SIDs, +numbers, or names; * stands for any text, as in '+1415*'",
    )
    .addOption(
      new Option(
        "--kind <kinds...>",
        `only these kinds: ${KINDS.join(", ")}`,
      ).argParser(readKinds),
    )
    .addOption(methodOption())
    .option(
      "--fast-failover [overrides]",
      "also shorten the wait for the primary, by connection overrides in its fragment (default: ct=2000,rt=5000)",
    )
    .option("--yes", YES)
    .addHelpText(
      "after",
      `
A target that ends in /voice-error.xml is set for calls alone, one in /messaging-error.xml for
messages alone, both with GET. Numbers with Twilio's demo URL, or none, are skipped.

Examples:
  npm run numbers -- attach --to twilio-fallback-1234-dev.twil.io
  npm run numbers -- attach --to a-1-dev.twil.io,b-2-dev.twil.io --only '+1415*' --fast-failover
  npm run numbers -- attach --to https://a-1-dev.twil.io/voice-error.xml --kind sip-domain --yes

Exit code: 0 if all is done or right already, 1 if something was not done, 2 for wrong use or
credentials, or where there is no terminal to ask in and no --yes (nothing is changed then).
${NEEDS}`,
    );
}

/** As {@link addAudit}. */
export function addRestore(program: Command): Command {
  return program
    .command("restore")
    .description(
      "Puts back what was there before an attach, field by field. What someone has changed since is left, and said. Shows the changes and asks first.",
    )
    .argument("<file>", "the undo file that attach has written and named")
    .option("--force", "also put back what was changed since")
    .option("--yes", YES)
    .addHelpText(
      "after",
      `
Exit code: 0 if all is as it was, 1 if something is not, 2 for wrong use or credentials, or where
there is no terminal to ask in and no --yes (nothing is changed then).
${NEEDS}`,
    );
}

/** As {@link addAudit}. */
export function addBuy(program: Command): Command {
  return program
    .command("buy")
    .description(
      "Buys a number with its fallback set from its first second. Shows it and asks first.",
    )
    .option("--number <number>", "this number, as +14155550100")
    .option("--area-code <code>", "or any local number of this area code")
    .option("--country <code>", "and of this country, as US")
    .option("--voice-url <url>", "the primary URL for calls (https)")
    .option("--sms-url <url>", "the primary URL for messages (https)")
    .requiredOption("--to <target>", TO)
    .addOption(methodOption())
    .option("--yes", YES)
    .addHelpText(
      "after",
      `
Example:
  npm run numbers -- buy --area-code 415 --country US --voice-url https://www.example.com/voice \\
    --sms-url https://www.example.com/sms --to twilio-fallback-1234-dev.twil.io

Exit code: 0 if it is bought, 1 if not, 2 for wrong use or credentials, or where there is no
terminal to ask in and no --yes (nothing is bought then).
${NEEDS}`,
    );
}

function readKinds(text: string, before: Kind[] | undefined): Kind[] {
  const kinds = text.split(",").map((name) => {
    const kind = KINDS.find((one) => one === name);
    if (kind) return kind;
    throw new InvalidArgumentError(`Expected ${KINDS.join(", ")}.`);
  });
  return [...(before ?? []), ...kinds];
}
