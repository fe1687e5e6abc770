import { CONTROL_CHARACTERS } from "../text/control-characters";

/** Enough of a reason for a line of the log. */
const MAX_LENGTH = 300;

/**
 * What a provider says in its answer, in one line: what a JSON object has of `code`, `status` in
 * words, `message` and `errors` (Twilio, PagerDuty, SendGrid), otherwise the text (Slack).
 *
 * @param clean - Takes secrets out of the whole, before a cut could leave a part of one.
 */
export function providerMessage(
  body: Buffer,
  clean: (text: string) => string,
): string {
  const text = body.toString();
  return clean(messageOf(text) ?? text)
    .slice(0, MAX_LENGTH)
    .toWellFormed()
    .replace(CONTROL_CHARACTERS, " ")
    .trim();
}

function messageOf(text: string): string | null {
  try {
    const { code, status, message, errors } = (JSON.parse(text) ?? {}) as {
      code?: unknown;
      status?: unknown;
      message?: unknown;
      errors?: unknown;
    };
    const words = [
      typeof code === "number" && String(code),
      status,
      message,
      ...(Array.isArray(errors) ? errors : []).map((error: unknown) =>
        typeof error === "object" && error !== null && "message" in error
          ? error.message
          : error,
      ),
    ].filter((part) => typeof part === "string" && part !== "");
    return words.length > 0 ? words.join(" ") : null;
  } catch {
    return null;
  }
}
