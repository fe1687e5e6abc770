import { text } from "node:stream/consumers";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { listenOnLoopback } from "../../../emulator";

/** A provider that alerts are sent to, other than Twilio. */
export type SinkName = "email" | "slack" | "pagerduty" | "webhook";

/** What came in at a provider. */
export interface SunkAlert {
  readonly sink: SinkName;
  readonly headers: IncomingMessage["headers"];
  /** As it came. */
  readonly body: string;
}

/** SendGrid, Slack, PagerDuty and somebody's webhook on this machine. */
export interface AlertSinks {
  /** The settings with which a service takes them for the real ones. */
  readonly settings: Readonly<Record<string, string>>;
  /** In the order in which they came. */
  readonly alerts: readonly SunkAlert[];
  /** The requests that no provider would know, as `GET /`: each was answered 404. */
  readonly unknownCalls: readonly string[];
  /** Cuts every connection, as while a container is frozen. */
  readonly dropConnections: () => void;
  readonly stop: () => Promise<void>;
}

/** Each provider's path, and its answer to an alert that it takes. */
const SINKS: Record<
  string,
  { sink: SinkName; status: number; type: string; body: string }
> = {
  "/v3/mail/send": { sink: "email", status: 202, type: "text/plain", body: "" },
  "/services/T0/B0/x": {
    sink: "slack",
    status: 200,
    type: "text/html",
    body: "ok",
  },
  "/v2/enqueue": {
    sink: "pagerduty",
    status: 202,
    type: "application/json",
    body: '{"status":"success","message":"Event processed","dedup_key":"x"}',
  },
  "/webhook": { sink: "webhook", status: 204, type: "text/plain", body: "" },
};

/**
 * Starts the providers on one loopback port.
 *
 * @param prepare - Takes their server before it listens.
 */
export async function startAlertSinks(
  prepare: (server: Server) => void = () => undefined,
): Promise<AlertSinks> {
  const alerts: SunkAlert[] = [];
  const unknownCalls: string[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    void text(request).then((body) => {
      const known = method === "POST" ? SINKS[url] : undefined;
      if (known === undefined) {
        unknownCalls.push(`${method} ${url}`);
        response.writeHead(404).end();
        return;
      }
      alerts.push({ sink: known.sink, headers, body });
      response.writeHead(known.status, { "Content-Type": known.type });
      response.end(known.body);
    });
  });
  prepare(server);
  const { url, ...running } = await listenOnLoopback(server);
  return {
    settings: {
      ALERT_EMAIL_TO: "on-call@example.com",
      ALERT_EMAIL_FROM: "fallback@example.com",
      SENDGRID_API_KEY: "SG.emulated",
      SENDGRID_API_URL: url,
      ALERT_SLACK_WEBHOOK_URL: `${url}/services/T0/B0/x`,
      ALERT_PAGERDUTY_ROUTING_KEY: "0".repeat(32),
      PAGERDUTY_EVENTS_URL: url,
      ALERT_WEBHOOK_URL: `${url}/webhook`,
      ALERT_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    },
    alerts,
    unknownCalls,
    ...running,
  };
}
