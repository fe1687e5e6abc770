import type { Invocation } from "../invocation/start-invocation";
import type { Failure } from "../journal/record";

/** A look-up that has not come back by then tells nothing. */
const LOOK_UP_TIMEOUT_MS = 1000;

/**
 * Whether a message that was not delivered is an alert of ours: then its failure is no incident,
 * and Twilio knows to whom it went. False where Twilio does not say.
 */
export async function isAlertDelivery(
  { errorUrl, sid, accountSid }: Failure,
  { settings, rest, budget }: Pick<Invocation, "settings" | "rest" | "budget">,
): Promise<boolean> {
  const sms = settings.alerts.notifiers.find(({ name }) => name === "sms");
  const isMessage = /^(SM|MM)[0-9a-f]{32}$/.test(sid ?? "");
  const isOwnAccount = accountSid === settings.twilio.credentials?.accountSid;
  if (!sms || !rest || errorUrl || !isMessage || !isOwnAccount) return false;
  const outcome = await rest.get(
    "api",
    `/2010-04-01/Accounts/${accountSid}/Messages/${sid ?? ""}.json`,
    budget.share(LOOK_UP_TIMEOUT_MS).remainingMs(),
  );
  if (outcome.kind !== "response" || outcome.status !== 200) return false;
  const to = readRecipient(outcome.body);
  return to !== null && sms.recipients.includes(to);
}

function readRecipient(body: Buffer): string | null {
  try {
    const message = JSON.parse(body.toString()) as { to?: unknown } | null;
    return typeof message?.to === "string" ? message.to : null;
  } catch {
    return null;
  }
}
