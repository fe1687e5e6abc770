import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { AttemptResult } from "../../../src/journal/record";

/** The pause between two writes of a slow server. */
const DRIP_MS = 100;

/** How an attempt at a backup ends that fails in some way. */
export interface FailedAttempt {
  readonly result: Exclude<AttemptResult, "twiml" | "text" | "empty">;
  /** That of the last status line that came; null where none did. */
  readonly status: number | null;
}

/** What a server does, wrongly, with a connection over which it was asked something. */
interface Misbehaves extends FailedAttempt {
  /** `asked` is the request, or its first part, as it came. */
  readonly act: (socket: Socket, asked: string) => void;
}

const timeout = as("timeout");
const unreachable = as("unreachable");
const tooLarge = as("too-large");
const httpError = as("http-error");
const notTwiml = as("not-twiml");
const CREATED = "HTTP/1.1 201 Created\r\n";

/** Every way in which a server that is asked over HTTP can fail, and how it looks to /fallback. */
export const MISBEHAVIOURS = {
  "hangs after the connection": timeout(null, () => undefined),
  "resets the connection": unreachable(null, (socket) => {
    socket.resetAndDestroy();
  }),
  "closes the connection": unreachable(null, last("")),
  "closes amid the headers": unreachable(null, last(`${CREATED}Content-`)),
  "answers 401": refusal(401, '{"code":20003,"status":401}'),
  "answers 404 to everything": refusal(404, '{"code":20404}'),
  "answers 429": refusal(429, '{"code":54009,"status":429}'),
  "answers 500": refusal(500, "oops"),
  "repeats in a 400 what it was asked": httpError(400, (socket, asked) => {
    refusal(400, asked).act(socket, asked);
  }),
  "answers 200 with a page": answer("not-twiml", 200, "<html>portal</html>"),
  "answers 201 with garbage": answer("not-twiml", 201, "\u0000\u0001 no JSON"),
  "answers 204": notTwiml(
    204,
    last("HTTP/1.1 204 OK\r\nConnection: close\r\n\r\n"),
  ),
  "answers a redirect": redirect("unreachable", 302, "http://localhost:9/"),
  "redirects to itself": redirect("too-many-redirects", 307, "/"),
  "redirects to a long URL": redirect(
    "http-error",
    302,
    `/${"\u00e9".repeat(7000)}`,
  ),
  "switches protocols": unreachable(
    null,
    last("HTTP/1.1 101 OK\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"),
  ),
  "answers what is not HTTP": unreachable(null, last("SSH-2.0-OpenSSH_9\r\n")),
  "hangs after the headers": timeout(201, (socket) => {
    socket.write(`${CREATED}Content-Length: 10\r\n\r\n`);
  }),
  "drips a byte at a time": timeout(201, (socket) => {
    socket.write(`${CREATED}Content-Length: 1000\r\n\r\n`);
    keepWriting(socket, " ");
  }),
  "drips its headers": timeout(null, (socket) => {
    socket.write(`${CREATED}X-Slow: `);
    keepWriting(socket, "x");
  }),
  "says to continue for ever": timeout(null, (socket) => {
    keepWriting(socket, "HTTP/1.1 100 Continue\r\n\r\n");
  }),
  "promises more than it sends": unreachable(
    201,
    last(`${CREATED}Content-Length: 1000\r\n\r\n{}`),
  ),
  // Bytes behind a whole answer change nothing of it.
  "sends more than it promises": httpError(
    500,
    last("HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\nno<html>"),
  ),
  "names two lengths": unreachable(
    null,
    last(`${CREATED}Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}`),
  ),
  "breaks its chunks": unreachable(
    201,
    last(`${CREATED}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}`),
  ),
  "promises too much": tooLarge(201, (socket) => {
    socket.write(`${CREATED}Content-Length: 9999999\r\n\r\n{}`);
  }),
  "sends without end": tooLarge(201, (socket) => {
    socket.write(`${CREATED}\r\n`);
    flood(socket, " ");
  }),
  "sends headers without end": unreachable(null, (socket) => {
    socket.write(`${CREATED}X-Long: `);
    flood(socket, "x");
  }),
} satisfies Record<string, Misbehaves>;

/** The name of a way to fail. */
export type Misbehaviour = keyof typeof MISBEHAVIOURS;

/** All of them. */
export const MISBEHAVIOUR_NAMES = Object.keys(MISBEHAVIOURS) as Misbehaviour[];

function as(result: FailedAttempt["result"]) {
  return (
    status: Misbehaves["status"],
    act: Misbehaves["act"],
  ): Misbehaves => ({ result, status, act });
}

function refusal(status: number, body: string): Misbehaves {
  return answer("http-error", status, body);
}

function redirect(
  result: FailedAttempt["result"],
  status: number,
  location: string,
): Misbehaves {
  return answer(result, status, "", `Location: ${location}\r\n`);
}

function answer(
  result: FailedAttempt["result"],
  status: number,
  body: string,
  headers = "",
): Misbehaves {
  const statusLine = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
  const length = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  const all = `${headers}${length}Content-Type: application/json\r\nConnection: close\r\n`;
  return as(result)(status, last(`${statusLine}${all}\r\n${body}`));
}

/** Says one thing, and no more. */
function last(text: string) {
  return (socket: Socket): void => {
    socket.end(text);
  };
}

function keepWriting(socket: Socket, text: string): void {
  const drip = setInterval(() => socket.write(text), DRIP_MS);
  socket.on("close", () => {
    clearInterval(drip);
  });
}

function flood(socket: Socket, text: string): void {
  const pour = () => {
    while (!socket.destroyed && socket.write(Buffer.alloc(65_536, text)));
  };
  socket.on("drain", pour);
  pour();
}
