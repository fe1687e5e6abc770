import type { IncomingMessage, ServerResponse } from "node:http";
import type { BadCertificates } from "./bad-certificates";

/** How a web server answers over a working connection. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

/** A way in which a primary can fail: what it is, what Twilio makes of it, and how it is done. */
export type PrimaryFault = {
  /** For a person. */
  readonly what: string;
  /** Twilio's error code. */
  readonly code: number;
} & (
  | { readonly answer: Answer }
  /** What is wrong with the certificate of a server that is otherwise well. */
  | { readonly certificate: Exclude<keyof BadCertificates, "ca"> }
  /** Why there is no connection. */
  | { readonly noConnection: "refused" | "unknown host" }
);

/** Everything that can be wrong with a primary. */
export const PRIMARY_FAULTS = {
  refused: {
    what: "connection refused",
    code: 11202,
    noConnection: "refused",
  },
  "unknown-host": {
    what: "unknown host",
    code: 11210,
    noConnection: "unknown host",
  },
  timeout: {
    what: "no answer in time",
    code: 11205,
    answer: () => undefined,
  },
  reset: {
    what: "connection reset",
    code: 11205,
    answer: (request) => {
      request.socket.resetAndDestroy();
    },
  },
  "tls-untrusted": {
    what: "TLS: certificate of an unknown authority",
    code: 11237,
    certificate: "untrusted",
  },
  "tls-expired": {
    what: "TLS: certificate expired",
    code: 11236,
    certificate: "expired",
  },
  "tls-wrong-host": {
    what: "TLS: certificate of another host",
    code: 11235,
    certificate: "wrong-host",
  },
  "not-found": {
    what: "404 Not Found",
    code: 11200,
    answer: status(404, "Not Found"),
  },
  "server-error": {
    what: "500 Internal Server Error",
    code: 11200,
    answer: status(500, "Internal Server Error"),
  },
  "lost-post": {
    what: "POST redirected by 302",
    code: 11200,
    answer: (request, response) => {
      // What comes behind the redirect is a GET without the parameters.
      if (request.method === "POST")
        response.writeHead(302, { Location: request.url }).end();
      else status(400, "No CallSid, no MessageSid")(request, response);
    },
  },
  "redirect-loop": {
    what: "redirect loop",
    code: 11215,
    answer: (request, response) => {
      response.writeHead(302, { Location: request.url }).end();
    },
  },
  empty: {
    what: "empty body",
    code: 11770,
    answer: document("text/xml", ""),
  },
  untyped: {
    what: "no content type",
    code: 11200,
    answer: (_, response) => {
      response.writeHead(200).end("<Response/>");
    },
  },
  html: {
    what: "HTML page",
    code: 12100,
    answer: document(
      "text/html",
      "<!doctype html><html><head><meta charset=utf-8></head><body>Down for maintenance</body></html>",
    ),
  },
  json: {
    what: "JSON",
    code: 12300,
    answer: document("application/json", '{"error":"no handler"}'),
  },
  malformed: {
    what: "malformed XML",
    code: 12100,
    answer: document("text/xml", "<Response><Say>Tom & Jerry</Response>"),
  },
  "wrong-root": {
    what: "wrong root element",
    code: 12102,
    answer: document("text/xml", "<Twiml><Say>Hello</Say></Twiml>"),
  },
  "too-large": {
    what: "more than 64 kB",
    code: 11750,
    answer: document(
      "text/xml",
      `<Response><!--${"x".repeat(70_000)}--></Response>`,
    ),
  },
} as const satisfies Record<string, PrimaryFault>;

/** The name of a way to fail. */
export type PrimaryFaultName = keyof typeof PRIMARY_FAULTS;

/** Answers with a document. */
export function document(contentType: string, body: string): Answer {
  return (_, response) => {
    response.writeHead(200, { "Content-Type": contentType }).end(body);
  };
}

function status(code: number, body: string): Answer {
  return (_, response) => {
    response.writeHead(code, { "Content-Type": "text/plain" }).end(body);
  };
}
