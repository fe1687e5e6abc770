/** What Twilio answers by itself, before the webhook is asked. */
export type OptOutType = "STOP" | "HELP" | "START";

/** @see https://help.twilio.com/articles/223134027 */
const KEYWORDS: Readonly<Record<string, OptOutType>> = {
  STOP: "STOP",
  STOPALL: "STOP",
  UNSUBSCRIBE: "STOP",
  CANCEL: "STOP",
  END: "STOP",
  QUIT: "STOP",
  HELP: "HELP",
  INFO: "HELP",
  START: "START",
  YES: "START",
  UNSTOP: "START",
};

/** What a message asks for that is one keyword alone; null where it is anything else. */
export function optOutType(body: string): OptOutType | null {
  return KEYWORDS[body.trim().toUpperCase()] ?? null;
}
