import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { listenOnLoopback } from "../../../src/emulator";
import { validateRequest } from "twilio/lib/webhooks/webhooks";

/** What a backup was asked. */
export interface Asked {
  readonly method: string;
  /** Absolute, as the backup sees it. */
  readonly url: string;
  readonly path: string;
  readonly form: Readonly<Record<string, string | string[]>>;
  readonly headers: IncomingMessage["headers"];
  /** Whether Twilio's own helper library accepts the signature. */
  readonly isValid: boolean;
}

/** A web server that notes what it is asked, and how Twilio's library judges it. */
export interface BackupServer {
  readonly url: string;
  readonly asked: Asked[];
  /** Cuts every connection, as while a container is frozen. */
  dropConnections(): void;
  stop(): Promise<void>;
}

export type Handler = (asked: Asked, response: ServerResponse) => void;

/** Answers with a document. */
export const twiml =
  (text: string): Handler =>
  (_, response) => {
    response.writeHead(200, { "Content-Type": "text/xml" }).end(text);
  };

/** Starts a backup whose application validates with `authToken`. */
export async function startBackup(
  handle: Handler,
  authToken: string,
): Promise<BackupServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const path = request.url ?? "";
      const url = `http://${request.headers.host ?? ""}${path}`;
      const form = formOf(body);
      const signature = String(request.headers["x-twilio-signature"]);
      const one: Asked = {
        method: request.method ?? "",
        url,
        path,
        form,
        headers: request.headers,
        isValid: validateRequest(authToken, signature, url, form),
      };
      asked.push(one);
      handle(one, response);
    });
  });
  return { asked, ...(await listenOnLoopback(server)) };
}

/** A form's parameters, those of a repeated name as a list. */
export function formOf(body: string): Record<string, string | string[]> {
  const params = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const [first = "", ...others] = params.getAll(name);
      return [name, others.length > 0 ? [first, ...others] : first];
    }),
  );
}
