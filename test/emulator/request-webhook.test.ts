import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { validateRequest } from "twilio";
import { requestWebhook } from "../../src/emulator/caller/request-webhook";
import { webMemory } from "../../src/emulator/caller/web-memory";
import type { WebhookClient } from "../../src/emulator/caller/webhook-client";
import { listenOnLoopback } from "../../src/emulator/loopback-server";

const TOKEN = "0123456789";
const CLIENT: WebhookClient = { authToken: TOKEN };
const CALL = [["CallSid", "CA1"]] as [string, string][];

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly form: Record<string, string>;
  readonly isSigned: boolean;
}

/** Answers the requests in turn, the last one for ever, and notes what it is asked. */
async function withServer(
  answers: readonly ((response: ServerResponse, own: string) => void)[],
  test: (url: string, seen: readonly Seen[]) => Promise<void>,
): Promise<void> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = "", url = "", headers } = request;
      const own = `http://${headers.host ?? ""}`;
      const form = Object.fromEntries(new URLSearchParams(body));
      const signature = String(headers["x-twilio-signature"]);
      const isSigned = validateRequest(TOKEN, signature, own + url, form);
      const answer = answers[Math.min(seen.length, answers.length - 1)];
      seen.push({ method, path: url, headers, form, isSigned });
      answer?.(response, own);
    });
  });
  const { url, stop } = await listenOnLoopback(server);
  try {
    await test(url, seen);
  } finally {
    await stop();
  }
}

const answer =
  (
    status: number,
    headers: Record<string, string | string[]> = {},
    body = "ok",
  ) =>
  (response: ServerResponse) =>
    response.writeHead(status, headers).end(body);
const redirect = (status: number, location: string) =>
  answer(status, { Location: location });

describe("requestWebhook", () => {
  it("tries again as the connection overrides say, with one idempotency token", () =>
    withServer([answer(503), answer(503), answer(200)], async (url, seen) => {
      const webhook = { url: `${url}/#rc=2&rp=5xx`, method: "POST" } as const;
      expect(await requestWebhook(webhook, [], CLIENT)).toMatchObject({
        kind: "answer",
        status: 200,
      });
      const tokens = seen.map((s) => s.headers["i-twilio-idempotency-token"]);
      expect(tokens).toHaveLength(3);
      expect(new Set(tokens).size).toBe(1);
    }));

  it.each([301, 302, 303])(
    "loses the parameters of a POST behind a %i, and signs the GET without them",
    (status) =>
      withServer(
        [redirect(status, "/next?a=1"), answer(200)],
        async (url, seen) => {
          const found = await requestWebhook(
            { url, method: "POST" },
            CALL,
            CLIENT,
          );
          expect(found).toMatchObject({ status: 200, url: `${url}/next?a=1` });
          expect(seen[1]).toMatchObject({
            method: "GET",
            path: "/next?a=1",
            isSigned: true,
            form: {},
          });
        },
      ),
  );

  it.each([307, 308])("repeats a request behind a %i, signed anew", (status) =>
    withServer([redirect(status, "/next"), answer(200)], async (url, seen) => {
      await requestWebhook({ url, method: "POST" }, CALL, CLIENT);
      expect(seen[1]).toMatchObject({
        method: "POST",
        path: "/next",
        isSigned: true,
        form: { CallSid: "CA1" },
      });
    }),
  );

  it("refuses a redirect that leads nowhere", () =>
    withServer(
      [redirect(302, "ftp://example.com/"), answer(302)],
      async (url) => {
        const ask = () => requestWebhook({ url, method: "POST" }, [], CLIENT);
        expect(await ask()).toMatchObject({ code: 11216 });
        expect(await ask()).toMatchObject({ code: 11216 });
      },
    ));

  it("gives its userinfo only to who asks for it, and signs without it", () =>
    withServer([answer(401), answer(200)], async (url, seen) => {
      const withUserinfo = url.replace("://", "://us%40er:pass@");
      const webhook = { url: withUserinfo, method: "POST" } as const;
      const found = await requestWebhook(webhook, CALL, CLIENT);
      expect(found).toMatchObject({ status: 200, url: `${url}/` });
      expect(seen.map(({ headers }) => headers.authorization)).toEqual([
        undefined,
        `Basic ${btoa("us@er:pass")}`,
      ]);
      expect(seen.every(({ isSigned }) => isSigned)).toBe(true);
    }));

  it("waits rt for the first byte, and no longer than tt for the last", () =>
    withServer(
      [
        (response) => {
          response.writeHead(200, { "Content-Type": "text/xml" });
          response.write("<Resp");
          void sleep(400).then(() => response.end("onse/>"));
        },
      ],
      async (url) => {
        const ask = (fragment: string) =>
          requestWebhook({ url: url + fragment, method: "POST" }, [], CLIENT);
        expect(await ask("#rt=300&rc=0")).toMatchObject({ status: 200 });
        expect(await ask("#tt=200&rc=0")).toMatchObject({ code: 11203 });
      },
    ));

  it("has other codes for who never answers, as it was told how long to wait", () =>
    withServer([() => undefined], async (url) => {
      const ask = (fragment: string) =>
        requestWebhook({ url: url + fragment, method: "POST" }, [], CLIENT);
      expect(await ask("#rt=100&rc=0")).toMatchObject({ code: 11205 });
      expect(await ask("#tt=100&rc=0")).toMatchObject({ code: 11203 });
    }));

  it("keeps cookies for a call, and for the messages of a pair of numbers for four hours", () =>
    withServer(
      [
        answer(200, {
          "Set-Cookie": ["a=1; Path=/; HttpOnly", "b=2; Path=/x"],
        }),
        answer(200),
      ],
      async (url, seen) => {
        let now = Date.now();
        const memory = webMemory(() => now);
        const ask = (From: string, To: string) =>
          requestWebhook(
            { url, method: "POST" },
            [
              ["From", From],
              ["To", To],
            ],
            { ...CLIENT, memory },
          );
        await ask("+1", "+2");
        await ask("+1", "+2");
        await ask("+3", "+2");
        now += 4 * 60 * 60_000 + 1;
        await ask("+1", "+2");
        expect(seen.map(({ headers }) => headers.cookie)).toEqual([
          undefined,
          "a=1",
          undefined,
          undefined,
        ]);
      },
    ));

  it("asks a document again by its ETag or its date, and takes a 304 for the same", () =>
    withServer(
      [
        answer(200, { ETag: '"1"', "Content-Type": "text/xml" }, "<Response/>"),
        answer(304, {}, ""),
      ],
      async (url, seen) => {
        const client = { ...CLIENT, memory: webMemory() };
        for (let n = 0; n < 2; n++) {
          const found = await requestWebhook(
            { url, method: "GET" },
            CALL,
            client,
          );
          expect(found).toMatchObject({ status: 200, url: `${url}/` });
        }
        expect(seen[1]?.headers["if-none-match"]).toBe('"1"');
      },
    ));
});
