import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { validateRequest } from "twilio";
import type { Outside } from "../../../src/cli/numbers/account/session";
import {
  askFallback,
  listenOnLoopback,
  refusingUrl,
} from "../../../src/emulator";

/** A deployed service with its documents, and everything else that a fallback can be. */
export interface FallbackService {
  /** The world in which every `*.twil.io` is this service, but for those that are named. */
  readonly outside: Outside;
  /** What it was asked, as `POST /fallback`. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

const TWIML = {
  voice: "<Response><Say>Sorry.</Say></Response>",
  messaging: "<Response><Message>Sorry.</Message></Response>",
};

/**
 * Starts a service that takes the signatures of some auth tokens.
 *
 * @param gone - Hosts that are not there.
 */
export async function startFallbackService(
  tokens: () => Iterable<string>,
  gone: readonly string[] = [],
): Promise<FallbackService> {
  const asked: string[] = [];
  let base = "";
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = "", url = "" } = request;
      const { pathname, searchParams } = new URL(url, base);
      asked.push(`${method} ${pathname}`);
      const form = new URLSearchParams(body);
      const isMessage =
        form.has("MessageSid") || searchParams.has("MessageSid");
      const answer = (status: number, twiml = ""): void => {
        response.writeHead(status, { "Content-Type": "text/xml" });
        response.end(twiml);
      };
      const document = /^\/(voice|messaging)-error(\.\d+)?\.xml$/.exec(
        pathname,
      );
      if (document) {
        if (method === "POST") answer(405);
        else answer(200, TWIML[document[1] as "voice"]);
        return;
      }
      if (pathname !== "/fallback") {
        answer(404);
        return;
      }
      const signature = String(request.headers["x-twilio-signature"]);
      const params = Object.fromEntries(form);
      const isSigned = [...tokens()].some((token) =>
        validateRequest(token, signature, base + url, params),
      );
      if (isSigned) answer(200, TWIML[isMessage ? "messaging" : "voice"]);
      else answer(403);
    });
  });
  const running = await listenOnLoopback(server);
  base = `http://localhost:${running.port}`;
  const nowhere = await refusingUrl();
  const place = (href: string): string => {
    const { hostname, pathname, search } = new URL(href);
    const isHere = hostname.endsWith(".twil.io") && !gone.includes(hostname);
    return (isHere ? base : nowhere) + pathname + search;
  };
  return {
    asked,
    outside: {
      askFallback: (webhook, ...rest) =>
        askFallback({ ...webhook, url: place(webhook.url) }, ...rest),
      askHead: () => Promise.resolve({ cause: "ENOTFOUND" }),
    },
    stop: running.stop,
  };
}
