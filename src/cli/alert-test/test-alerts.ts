import { color } from "../terminal/color";
import { NOTIFIERS } from "../../alerts/notifiers";
import type { NotifierDefinition } from "../../alerts/notifiers/notifier";
import { deliver, type Delivery } from "../../alerts/deliver";
import type { Notice } from "../../alerts/all-clear";
import { startBudget } from "../../resilience/budget";
import { testAlert, testAllClear } from "./test-alert";
import { readCliSettings } from "../account/environment";
import type { ExitCode } from "../command";
import type { Surroundings } from "../surroundings";
import { UserError } from "../user-error";

const SEND_TIMEOUT_MS = 10_000;

const HOW_TO = `No notifier is set up. Put into .env what one of them needs:
${NOTIFIERS.map((one) => `  ${one.name.padEnd(9)}  ${needsInWords(one)}`).join("\n")}
docs/alerts.md says where to get them.`;

/** Sends a test alert, and then its all-clear, through every notifier. */
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
  const alert = testAlert(settings.alertWindowMinutes);
  let isTakenByAll = true;
  for (const notice of [alert, testAllClear(alert)]) {
    const budget = startBudget(SEND_TIMEOUT_MS);
    const deliveries = await deliver(notice, settings.alerts, budget);
    for (const delivery of deliveries)
      surroundings.terminal.print(describeDelivery(notice, delivery));
    isTakenByAll &&= deliveries.every(({ isTaken }) => isTaken);
  }
  return isTakenByAll ? 0 : 1;
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

function describeDelivery(
  { kind }: Notice,
  { notifier, recipient, isTaken, answer }: Delivery,
): string {
  const mark = isTaken ? color.green("✔") : color.red("✖");
  const whom = recipient === null ? notifier : `${notifier} to ${recipient}`;
  const what = kind === "alert" ? "" : ", all-clear";
  return `${mark} ${whom}${what}: ${answer}`;
}
