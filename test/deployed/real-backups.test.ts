import express from "express";
import { createServer, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { webhook } from "twilio";
import { listenOnLoopback } from "../../src/emulator";
import type { JournalRecord } from "../../src/journal/record";
import { builtFunction } from "../support/runtime/built-function";
import { startForgetfulTwilio } from "../support/servers/forgetful-twilio";

const TOKEN = "token";
const HELLO = "<Response><Say>Hello</Say></Response>";
const FAILED = {
  From: "+14155550123",
  To: "+15550001111",
  ErrorCode: "11200",
  ErrorUrl: "https://www.example.com/voice?lang=de",
};
const CALL = { ...FAILED, CallSid: "CA1" };
const MESSAGE = { ...FAILED, MessageSid: "SM1", Body: "ORDER 3 PIZZAS" };

const cold = builtFunction("fallback.protected");

/** An application as its users write it, behind Twilio's own check of signatures. */
function application(): express.Express {
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.use(webhook(TOKEN, { protocol: "http" }));
  return app;
}

describe("the built /fallback, given a backup as its users run it,", () => {
  let twilio: Awaited<ReturnType<typeof startForgetfulTwilio>>;
  beforeAll(async () => {
    twilio = await startForgetfulTwilio();
  });
  afterAll(() => twilio.stop());

  const relay = async (
    server: Server | express.Express,
    event: Record<string, string>,
    path = "",
  ) => {
    twilio.forget();
    const listening =
      "listen" in server ? createServer(server as never) : server;
    const { port, stop } = await listenOnLoopback(
      server instanceof Function ? listening : server,
    );
    const base = `http://localhost:${port}`;
    const { reply } = await cold()(
      { ...twilio.settings, BACKUP_ORIGINS: base + path },
      event,
    );
    await stop();
    const [record] = twilio.records() as [JournalRecord];
    return { body: reply.body.replaceAll(base, ""), record };
  };

  it("goes on at Express, behind Twilio's middleware", async () => {
    const app = application();
    app.post("/app/voice", (request, response) => {
      const { CallSid } = request.body as Record<string, string>;
      response
        .type("text/xml")
        .send(
          `<Response><Gather action="/menu?sid=${CallSid ?? ""}"/></Response>`,
        );
    });
    const { body, record } = await relay(app, CALL, "/app");
    expect(body).toBe(
      '<Response><Gather action="/app/menu?sid=CA1"/></Response>',
    );
    expect(record.outcome).toBe("recovered");
  });

  it("asks a route of Express that has only GET", async () => {
    const app = application();
    app.get("/voice", (_, response) => {
      response.type("text/xml").send(HELLO);
    });
    const { body, record } = await relay(app, CALL);
    expect(body).toBe(HELLO);
    expect(record.attempts).toMatchObject([{ result: "twiml", status: 200 }]);
  });

  it("follows a 308 within Express, signed for where it leads", async () => {
    const app = application();
    app.post("/voice", (_, response) => {
      response.redirect(308, `/moved/voice?lang=de`);
    });
    app.post("/moved/voice", (_, response) => {
      response.type("text/xml").send(HELLO);
    });
    expect((await relay(app, CALL)).body).toBe(HELLO);
  });

  it("reads Latin-1 in gzip, though it asked for neither", async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, {
        "Content-Type": "text/xml; charset=ISO-8859-1",
        "Content-Encoding": "gzip",
      });
      const text = "<Response><Say>Désolé</Say></Response>";
      response.end(gzipSync(Buffer.from(text, "latin1")));
    });
    expect((await relay(server, CALL)).body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Désolé</Say></Response>',
    );
  });

  it.each([
    ["a 204", 204, "", "empty", "<Response/>"],
    ["a 202 without a body", 202, "", "empty", "<Response/>"],
    [
      "plain text",
      200,
      "Thanks, we got it",
      "text",
      "<Response><Message>Thanks, we got it</Message></Response>",
    ],
  ])(
    "takes %s for an answer to a message",
    async (_, status, text, result, twiml) => {
      const app = application();
      app.post("/voice", (_, response) => {
        response.status(status).type("text/plain").send(text);
      });
      const { body, record } = await relay(app, MESSAGE);
      expect(body).toBe(twiml);
      expect(record).toMatchObject({
        outcome: "recovered",
        attempts: [{ result, status }],
      });
    },
  );

  it("says to a call what is plain text", async () => {
    const app = application();
    app.post("/voice", (_, response) => {
      response.type("text/plain").send("We are closed");
    });
    expect((await relay(app, CALL)).body).toBe(
      "<Response><Say>We are closed</Say></Response>",
    );
  });

  it("passes over a content coding that is none", async () => {
    const app = application();
    app.post("/voice", (_, response) => {
      response.set("Content-Encoding", "UTF-8").type("text/xml").send(HELLO);
    });
    expect((await relay(app, CALL)).body).toBe(HELLO);
  });

  it("is refused by the application where nothing can be signed for a subaccount", async () => {
    const app = application();
    app.post("/voice", (_, response) => {
      response.type("text/xml").send(HELLO);
    });
    const event = { ...CALL, AccountSid: "not an account" };
    expect((await relay(app, event)).record.attempts).toMatchObject([
      { result: "http-error", status: 400, cause: "status 400" },
    ]);
  });
});

describe("two auto-responders that answer each other", () => {
  it("are told once an hour, by whichever container", async () => {
    const twilio = await startForgetfulTwilio();
    const containers = Array.from({ length: 4 }, () => cold());
    let told = 0;
    for (let n = 0; n < 200; n++) {
      const { reply } = await (containers[n % 4] ?? cold())(twilio.settings, {
        ...MESSAGE,
        MessageSid: `SM${n}`,
      });
      if (reply.body.includes("<Message>")) told += 1;
      else expect(reply.body).toBe("<Response/>");
    }
    expect(told).toBe(1);
    await twilio.stop();
  });

  it("are told once a container while Sync is down", async () => {
    const containers = Array.from({ length: 4 }, () => cold());
    let told = 0;
    for (let n = 0; n < 400; n++) {
      const { reply } = await (containers[n % 4] ?? cold())(
        {},
        { ...MESSAGE, MessageSid: `SM${n}` },
      );
      if (reply.body.includes("<Message>")) told += 1;
    }
    expect(told).toBe(4);
  });
});
