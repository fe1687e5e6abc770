import { createServer, type IncomingMessage } from "node:http";
import { validateRequest } from "twilio";
import { incomingParams } from "../../src/emulator/caller/incoming-params";
import { simulate } from "../../src/emulator/caller/play/simulate";
import type { Step } from "../../src/emulator/caller/play/simulation";
import type { Webhook } from "../../src/emulator/caller/webhook-client";
import { listenOnLoopback } from "../../src/emulator/loopback-server";
import {
  PRIMARY_FAULTS,
  type PrimaryFaultName,
} from "../../src/cli/drill/world/primary-faults";
import {
  startPrimary,
  type Primary,
} from "../../src/cli/drill/world/start-primary";

const TOKEN = "0123456789";

interface Seen {
  method: string;
  url: string;
  form: Record<string, string>;
  isSigned: boolean;
  headers: IncomingMessage["headers"];
}

/** A server that notes what it is asked and answers with a document. */
async function fallbackServer(body: string, contentType = "text/xml") {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const url = `http://${request.headers.host ?? ""}${request.url ?? ""}`;
      const form = Object.fromEntries(new URLSearchParams(text));
      const signature = String(request.headers["x-twilio-signature"]);
      seen.push({
        method: request.method ?? "",
        url,
        form,
        isSigned: validateRequest(TOKEN, signature, url, form),
        headers: request.headers,
      });
      response.writeHead(200, { "Content-Type": contentType }).end(body);
    });
  });
  const { port, stop } = await listenOnLoopback(server);
  return { url: `http://localhost:${port}/fallback`, seen, stop };
}

describe("the caller's side of the emulator", () => {
  let primary: Primary;
  beforeAll(async () => {
    primary = await startPrimary();
  });
  afterAll(() => primary.stop());

  const call = async (
    url: string,
    fallback: Webhook,
    channel: "voice" | "messaging" = "voice",
  ): Promise<Partial<Step>> => {
    const { steps } = await simulate(
      {
        channel,
        params: incomingParams(channel, "AC1"),
        primary: { url, method: "POST" },
        fallback,
      },
      { authToken: TOKEN, ca: primary.ca },
    );
    return steps[0] ?? {};
  };

  it.each(
    (Object.keys(PRIMARY_FAULTS) as PrimaryFaultName[]).map(
      (name) => [name, PRIMARY_FAULTS[name].code] as const,
    ),
  )("finds the error code of %s: %i", async (name, code) => {
    const { url, seen, stop } = await fallbackServer("<Response/>");
    const fallback: Webhook = { url, method: "POST" };
    const { error } = await call(primary.url(name), fallback);
    expect(error?.code).toBe(code);
    expect(seen).toHaveLength(1);
    await stop();
  });

  it("asks no fallback where the primary is well", async () => {
    const { url, seen, stop } = await fallbackServer("<Response/>");
    const healthy = primary.url("healthy-voice");
    const { error } = await call(healthy, { url, method: "POST" });
    expect(error).toBeNull();
    expect(seen).toEqual([]);
    await stop();
  });

  it("requests the fallback signed, with the same parameters and the error", async () => {
    const { url, seen, stop } = await fallbackServer(
      "<Response><Say>Hello</Say><Hangup/></Response>",
    );
    const failing = primary.url("not-found");
    const { heard, fallback } = await call(failing, {
      url,
      method: "POST",
    });
    expect(seen[0]).toMatchObject({
      method: "POST",
      isSigned: true,
      form: {
        From: "+15550142671",
        CallStatus: "ringing",
        ErrorCode: "11200",
        ErrorUrl: failing.replace(/#.*/, ""),
      },
    });
    expect(fallback?.fault).toBeNull();
    expect(heard).toEqual(["“Hello”", "(hangs up)"]);
    await stop();
  });

  it("signs a GET over its query", async () => {
    const { url, seen, stop } = await fallbackServer("<Response/>");
    await call(primary.url("not-found"), {
      url: `${url}?team=ops`,
      method: "GET",
    });
    expect(seen[0]).toMatchObject({ method: "GET", isSigned: true });
    expect(seen[0]?.url).toContain("?team=ops&CallSid=CA");
    await stop();
  });

  it.each([
    ["<Response><Message>Hi</Message></Response>", "text/xml", "<Message>"],
    ["<Response><Say>Hi</Response>", "text/xml", "12100"],
    ["{}", "application/json", "12300"],
    ["Hello", "text/plain", "not TwiML"],
  ])(
    "finds the fault of a fallback that answers %s",
    async (body, type, fault) => {
      const { url, stop } = await fallbackServer(body, type);
      const { fallback } = await call(primary.url("not-found"), {
        url,
        method: "POST",
      });
      expect(fallback?.fault).toContain(fault);
      await stop();
    },
  );

  it("hears Twilio's own words, or reads nothing, where the fallback fails too", async () => {
    const failing: Webhook = {
      url: primary.url("server-error"),
      method: "POST",
    };
    const { heard } = await call(failing.url, failing);
    expect(heard?.[0]).toContain("an application error has occurred");
    const message = await call(failing.url, failing, "messaging");
    expect(message.heard).toEqual([]);
  });
});
