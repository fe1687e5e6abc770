import { inspect } from "node:util";
import { Response } from "./response";

/** The platform ends an invocation that takes longer. */
const KILLED_AFTER_MS = 10_000;

/** A Function's handler, as its file exports it. */
export type Handler = (
  context: unknown,
  event: unknown,
  callback: (error: unknown, reply?: unknown) => void,
) => unknown;

/** What goes back to whoever asked. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Calls a handler and waits for its callback. A Function that was killed is a 504, and one that
 * called back with an error a 500. A second callback is an error of the Function's that the
 * platform hides: it is given to `onSecondCallback`.
 */
export async function invoke(
  handler: Handler,
  context: unknown,
  event: unknown,
  onSecondCallback: () => void = () => undefined,
): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Reply>((resolve) => {
      timer = setTimeout(() => {
        resolve(textReply(504, "killed: no callback"));
      }, KILLED_AFTER_MS);
      let isAnswered = false;
      handler(context, event, (error, reply) => {
        if (isAnswered) onSecondCallback();
        isAnswered = true;
        resolve(toReply(error, reply));
      });
    });
  } finally {
    clearTimeout(timer);
  }
}

function toReply(error: unknown, reply: unknown): Reply {
  if (error !== null && error !== undefined)
    return textReply(500, inspect(error));
  // What the SDK's TwiML builders give, for one.
  if (!(reply instanceof Response)) return textReply(200, String(reply));
  const { statusCode: status, headers, body } = reply;
  return {
    status,
    headers,
    body: typeof body === "string" ? body : body ? JSON.stringify(body) : "",
  };
}

function textReply(status: number, body: string): Reply {
  return { status, headers: { "Content-Type": "text/plain" }, body };
}
