import { randomUUID } from "node:crypto";
import { createServer as createHttpsServer } from "node:https";
import { listenOnLoopback } from "../../../src/emulator";
import {
  badCertificates,
  type BadCertificates,
} from "../../../src/cli/drill/world/bad-certificates";
import {
  MISBEHAVIOUR_NAMES,
  MISBEHAVIOURS,
  type FailedAttempt,
  type Misbehaviour,
} from "./misbehaviours";
import { refusingUrl, startMisbehavingServer } from "./misbehaving-server";
import { startUnacceptingServer } from "./unaccepting-server";

/** A server that fails, or what stands where there is none. */
export interface BrokenServer {
  readonly url: string;
  /** Cuts what connections it has let stand. */
  readonly dropConnections?: () => void;
  readonly stop: () => Promise<void>;
}

/** A way in which a server can fail, and how it looks to /fallback. */
export interface WayToFail extends FailedAttempt {
  readonly name: string;
  readonly start: () => Promise<BrokenServer>;
}

/** The ways of a server that can be asked. */
export const ASKED_WAYS: readonly WayToFail[] = MISBEHAVIOUR_NAMES.map(asked);
/** The longest wait of them. */
export const HANGS = asked("hangs after the connection");

/** The ways of a server without TLS. */
export const PLAIN_WAYS: readonly WayToFail[] = [
  unasked("refuses the connection", "unreachable", async () =>
    without(await refusingUrl()),
  ),
  unasked("never completes the connection", "timeout", startUnacceptingServer),
  ...ASKED_WAYS,
];

/** All ways. */
export const ALL_WAYS: readonly WayToFail[] = [
  ...PLAIN_WAYS,
  unasked("has no address", "unreachable", () =>
    Promise.resolve(without(`https://${randomUUID()}.invalid`)),
  ),
  unasked("never shakes hands", "timeout", () =>
    unsecured("hangs after the connection"),
  ),
  unasked("breaks the handshake off", "unreachable", () =>
    unsecured("resets the connection"),
  ),
  unasked("speaks no TLS", "unreachable", () => unsecured("answers 401")),
  unasked("has an expired certificate", "unreachable", () =>
    certified("expired"),
  ),
  unasked("has the certificate of another host", "unreachable", () =>
    certified("wrong-host"),
  ),
];

let made: Promise<BadCertificates> | undefined;

/** The certificates of all who speak TLS here, made once. */
export function certificates(): Promise<BadCertificates> {
  return (made ??= badCertificates());
}

function asked(name: Misbehaviour): WayToFail {
  const { result, status } = MISBEHAVIOURS[name];
  return { name, result, status, start: () => startMisbehavingServer(name) };
}

/** A way to fail before a request could be sent. */
function unasked(
  name: string,
  result: FailedAttempt["result"],
  start: WayToFail["start"],
): WayToFail {
  return { name, result, status: null, start };
}

function without(url: string): BrokenServer {
  return { url, stop: () => Promise.resolve() };
}

/** A server that misbehaves where it is asked to shake hands. */
async function unsecured(misbehaviour: Misbehaviour): Promise<BrokenServer> {
  const server = await startMisbehavingServer(misbehaviour);
  return { ...server, url: server.url.replace("http:", "https:") };
}

async function certified(
  fault: "expired" | "wrong-host",
): Promise<BrokenServer> {
  const certificate = (await certificates())[fault];
  const server = createHttpsServer(certificate, (_, response) => {
    response.writeHead(200, { "Content-Type": "text/xml" });
    response.end("<Response/>");
  });
  const { port, stop } = await listenOnLoopback(server);
  return { url: `https://localhost:${port}`, stop };
}
