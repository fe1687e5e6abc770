import { color } from "../terminal/color";
import { NOTIFIERS } from "../../alerts/notifiers";
import type { NotifierDefinition } from "../../alerts/notifiers/notifier";
import { deliver, type Delivery } from "../../alerts/deliver";
import { testAlert } from "./test-alert";
import { readCliSettings } from "../account/environment";
import type { ExitCode } from "../command";
import type { Surroundings } from "../surroundings";
import { UserError } from "../user-error";

const SEND_TIMEOUT_MS = 10_000;

const HOW_TO = `No notifier is set up. Put into .env what one of them needs:
${NOTIFIERS.map((one) => `  ${one.name.padEnd(9)}  ${needsInWords(one)}`).join("\n")}
docs/alerts.md says where to get them.`;

/** Sends a test alert through every notifier. */
export async function testAlerts(
  surroundings: Surroundings,
): Promise<ExitCode> {
  const settings = await readCliSettings(surroundings);
  const { notifiers, lacking } = settings.alerts;
  if (lacking.length > 0)
    throw new UserError(
      lacking
        .map((one) => `${one} too, in .env or the environment.`)
        .join("\n"),
    );
  if (notifiers.length === 0) throw new UserError(HOW_TO);
  const deliveries = await deliver(
    testAlert(settings.alertWindowMinutes),
    settings.alerts,
    new Map(),
    SEND_TIMEOUT_MS,
  );
  for (const delivery of deliveries)
    surroundings.terminal.print(lineOf(delivery));
  return deliveries.every(({ isTaken }) => isTaken) ? 0 : 1;
}

function needsInWords({
  needs,
  options,
  alsoNeeds,
}: NotifierDefinition): string {
  const also = alsoNeeds === undefined ? [] : [alsoNeeds];
  const optional = Object.keys(options).map((name) => `[${name}]`);
  return [...Object.keys(needs), ...also, ...optional].join(", ");
}

function lineOf({ notifier, recipient, isTaken, answer }: Delivery): string {
  const whom = recipient === null ? notifier : `${notifier} to ${recipient}`;
  return isTaken
    ? `${color.green("✔")} ${whom}: ${answer}`
    : `${color.red("✖")} ${whom}: ${answer}`;
}
