import type { IncomingMessage, ServerResponse } from "node:http";

/** How a primary answers over a working connection. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

/** The answers that Twilio cannot use, each by the name of its scenario. */
export const WAYS_TO_FAIL = {
  timeout: () => undefined,
  reset: (request) => {
    request.socket.resetAndDestroy();
  },
  "not-found": (_, response) => {
    response.writeHead(404).end("Not Found");
  },
  "server-error": (_, response) => {
    response.writeHead(500).end("Internal Server Error");
  },
  "redirect-loop": (request, response) => {
    response.writeHead(302, { Location: request.url }).end();
  },
  empty: (_, response) => {
    response.writeHead(200, { "Content-Type": "text/xml" }).end();
  },
  html: answer(
    "text/html",
    "<!doctype html><html><head><meta charset=utf-8></head><body>Down for maintenance</body></html>",
  ),
  json: answer("application/json", '{"error":"no handler"}'),
  malformed: answer("text/xml", "<Response><Say>Tom & Jerry</Response>"),
  "wrong-root": answer("text/xml", "<Twiml><Say>Hello</Say></Twiml>"),
  "too-large": answer(
    "text/xml",
    `<Response><!--${"x".repeat(70_000)}--></Response>`,
  ),
} satisfies Record<string, Answer>;

/** A primary with nothing wrong. */
export const HEALTHY: Readonly<Record<"voice" | "messaging", Answer>> = {
  voice: answer("text/xml", "<Response><Say>Hello.</Say></Response>"),
  messaging: answer(
    "text/xml",
    "<Response><Message>Hello.</Message></Response>",
  ),
};

function answer(contentType: string, body: string): Answer {
  return (_, response) => {
    response.writeHead(200, { "Content-Type": contentType }).end(body);
  };
}
