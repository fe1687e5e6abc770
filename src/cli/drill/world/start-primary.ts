import http from "node:http";
import https from "node:https";
import { listenOnLoopback, refusingUrl } from "../../../emulator";
import { badCertificates } from "./bad-certificates";
import {
  document,
  PRIMARY_FAULTS,
  type Answer,
  type PrimaryFault,
  type PrimaryFaultName,
} from "./primary-faults";

/** What a primary answers that has nothing wrong; its inner URLs fail. */
const DOCUMENTS = {
  "healthy-voice": "<Response><Say>Hello.</Say></Response>",
  "healthy-messaging": "<Response><Message>Hello.</Message></Response>",
  whisper:
    '<Response><Dial><Number url="server-error">+15550177777</Number></Dial></Response>',
  queue:
    '<Response><Enqueue waitUrl="server-error">support</Enqueue></Response>',
} as const;

/** The name of a document that a primary answers. */
export type PrimaryDocument = keyof typeof DOCUMENTS;

/** Web servers behind a number, each way of failing at a URL of its own. */
export interface Primary {
  /** A URL that fails as its name says, or that answers a document. */
  url(name: PrimaryFaultName | PrimaryDocument): string;
  /** PEM certificates that a caller must trust for the bad ones to fail as they are named. */
  readonly ca: string;
  stop(): Promise<void>;
}

/** Short connection overrides, so that nothing takes Twilio's 15 s. */
const HASTE = "#ct=1000&rt=500&rc=0";

/** Starts the servers on loopback ports. */
export async function startPrimary(): Promise<Primary> {
  const { ca, ...certificates } = await badCertificates();
  const web = await listenOnLoopback(http.createServer(answerByPath));
  const serve = document("text/xml", DOCUMENTS["healthy-voice"]);
  const secured = (name: keyof typeof certificates) =>
    listenOnLoopback(https.createServer(certificates[name], serve));
  const secure = {
    untrusted: await secured("untrusted"),
    expired: await secured("expired"),
    "wrong-host": await secured("wrong-host"),
  };
  const noConnection = {
    refused: await refusingUrl(),
    "unknown host": "http://primary.invalid",
  };
  const originOf = (name: PrimaryFaultName | PrimaryDocument): string => {
    if (name in DOCUMENTS) return web.url;
    const fault: PrimaryFault = PRIMARY_FAULTS[name as PrimaryFaultName];
    if ("noConnection" in fault) return noConnection[fault.noConnection];
    if ("answer" in fault) return web.url;
    return `https://localhost:${secure[fault.certificate].port}`;
  };
  return {
    ca,
    url: (name) => `${originOf(name)}/${name}${HASTE}`,
    stop: async () => {
      const servers = [web, ...Object.values(secure)];
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

const answerByPath: Answer = (request, response) => {
  const { pathname } = new URL(request.url ?? "", "http://localhost");
  const name = pathname.slice(1);
  const text = new Map<string, string>(Object.entries(DOCUMENTS)).get(name);
  const faults = new Map<string, PrimaryFault>(Object.entries(PRIMARY_FAULTS));
  const fault = faults.get(name);
  if (text !== undefined) document("text/xml", text)(request, response);
  else if (fault && "answer" in fault) fault.answer(request, response);
  else throw new Error(`The primary knows no ${name}.`);
};
