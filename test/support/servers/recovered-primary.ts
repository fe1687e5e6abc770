import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { validateRequest } from "twilio";
import { listenOnLoopback } from "../../../src/emulator";

/** A webhook as an application got it. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Form or query, in its order. */
  readonly params: readonly [string, string][];
  readonly idempotencyToken: string;
  /** Whether Twilio's own validator accepts the signature. */
  readonly isSigned: boolean;
}

/** What an application answers; `lost` cuts the connection after it has done its work. */
export type Answer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | "lost";

/** An application that is back, and remembers what it was given. */
export interface RecoveredPrimary {
  readonly url: string;
  readonly received: Received[];
  readonly stop: () => Promise<void>;
}

/** TwiML that an application answers. */
export const twiml = (verbs: string): Answer => ({
  status: 200,
  headers: { "Content-Type": "text/xml" },
  body: `<Response>${verbs}</Response>`,
});

/** The value of a parameter that an application got. */
export function valueOf(
  name: string,
  { params }: Received,
): string | undefined {
  return params.find(([one]) => one === name)?.[1];
}

/** Starts an application. What is refused with a status is not counted as received. */
export async function startPrimaryAgain(
  authToken: string,
  answer: (received: Received) => Answer = () => twiml(""),
): Promise<RecoveredPrimary> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request, authToken).then((one) => {
      const answered = answer(one);
      if (answered === "lost" || answered.status < 400) received.push(one);
      if (answered === "lost") {
        request.socket.destroy();
        return;
      }
      response.writeHead(answered.status, answered.headers);
      response.end(answered.body);
    });
  });
  const { url, stop } = await listenOnLoopback(server);
  return { url, received, stop };
}

async function read(
  request: IncomingMessage,
  authToken: string,
): Promise<Received> {
  const body = await text(request);
  const path = request.url ?? "/";
  const { method = "", headers } = request;
  const url = `http://${headers.host ?? ""}${path}`;
  const form = new URLSearchParams(
    method === "POST" ? body : new URL(url).searchParams,
  );
  const signed = method === "POST" ? Object.fromEntries(form) : {};
  const signature = String(headers["x-twilio-signature"]);
  return {
    method,
    path,
    params: [...form],
    idempotencyToken: String(headers["i-twilio-idempotency-token"]),
    isSigned: validateRequest(authToken, signature, url, signed),
  };
}
