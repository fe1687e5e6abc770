import http from "node:http";
import https from "node:https";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { listenOnLoopback } from "../../../emulator";
import { badCertificates, type Certificate } from "./bad-certificates";
import { HEALTHY, WAYS_TO_FAIL, type Answer } from "./ways-to-fail";

/** Web servers behind a number, each way of failing at a URL of its own. */
export interface Primary {
  /** A URL that fails as its name says, or `healthy`. */
  url(scenario: ScenarioName, channel: TwimlChannel): string;
  /** PEM certificates that a caller must trust for the bad ones to fail as they are named. */
  readonly ca: string;
  stop(): Promise<void>;
}

/** Everything that can be wrong with a primary, and nothing. */
export const SCENARIOS = {
  refused: "connection refused",
  "unknown-host": "unknown host",
  timeout: "no answer in time",
  reset: "connection reset",
  "tls-untrusted": "TLS: certificate of an unknown authority",
  "tls-expired": "TLS: certificate expired",
  "tls-wrong-host": "TLS: certificate of another host",
  "not-found": "404 Not Found",
  "server-error": "500 Internal Server Error",
  "redirect-loop": "redirect loop",
  empty: "empty body",
  html: "HTML page",
  json: "JSON",
  malformed: "malformed XML",
  "wrong-root": "wrong root element",
  "too-large": "more than 64 kB",
  healthy: "healthy primary",
} as const;

/** The name of a scenario. */
export type ScenarioName = keyof typeof SCENARIOS;

/** Short connection overrides, so that no scenario takes Twilio's 15 s. */
const HASTE = "#ct=1000&rt=500&rc=0";

/** Starts the servers on loopback ports. */
export async function startPrimary(): Promise<Primary> {
  const certificates = await badCertificates();
  const answers: Record<string, Answer> = {
    ...WAYS_TO_FAIL,
    "healthy/voice": HEALTHY.voice,
    "healthy/messaging": HEALTHY.messaging,
  };
  const web = await listenOnLoopback(
    http.createServer((request, response) => {
      const path = new URL(request.url ?? "", "http://localhost").pathname;
      const answer = answers[path.slice(1)] ?? WAYS_TO_FAIL["not-found"];
      answer(request, response);
    }),
  );
  const secured = (certificate: Certificate) =>
    listenOnLoopback(https.createServer(certificate, HEALTHY.voice));
  const secure = {
    "tls-untrusted": await secured(certificates.untrusted),
    "tls-expired": await secured(certificates.expired),
    "tls-wrong-host": await secured(certificates["wrong-host"]),
  };
  const closed = await listenOnLoopback(http.createServer());
  await closed.stop();

  return {
    ca: certificates.ca,
    url: (scenario, channel) => {
      switch (scenario) {
        case "refused":
          return `http://localhost:${closed.port}/${channel}${HASTE}`;
        case "unknown-host":
          return `http://primary.invalid/${channel}${HASTE}`;
        case "tls-untrusted":
        case "tls-expired":
        case "tls-wrong-host":
          return `https://localhost:${secure[scenario].port}/${channel}${HASTE}`;
        case "healthy":
          return `http://localhost:${web.port}/healthy/${channel}${HASTE}`;
        default:
          return `http://localhost:${web.port}/${scenario}${HASTE}`;
      }
    },
    stop: async () => {
      const servers = [web, ...Object.values(secure)];
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
