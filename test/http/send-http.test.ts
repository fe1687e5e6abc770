import { createServer, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer, type Socket } from "node:net";
import { listenOnLoopback } from "../../src/emulator";
import { badCertificates } from "../../src/cli/drill/world/bad-certificates";
import { sendHttp, type HttpOutcome } from "../../src/http/send-http";
import {
  refusingUrl,
  startMisbehavingServer,
} from "../support/servers/misbehaving-server";
import type { Misbehaviour } from "../support/servers/misbehaviours";

const TIMEOUT_MS = 300;

const get = (url: string, overrides = {}): Promise<HttpOutcome> =>
  sendHttp({
    method: "POST",
    url: new URL(url),
    headers: {},
    body: "a=1",
    timeoutMs: TIMEOUT_MS,
    maxBytes: 1024,
    ...overrides,
  });

/** A server of raw connections, which it counts; `onRequest` gets the number of the request. */
async function rawServer(
  onRequest: (socket: Socket, requests: number) => void,
) {
  let connections = 0;
  let requests = 0;
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    connections++;
    socket.on("error", () => undefined);
    socket.on("data", () => {
      onRequest(socket, ++requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === "object" ? (address?.port ?? 0) : 0}`,
    counts: () => ({ connections, requests }),
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const answer = (socket: Socket): void => {
  socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
};

describe("sendHttp", () => {
  it.each(["x", "HTTP/1.1 200 OK\r\n\r\n", "\0".repeat(5000)])(
    "takes no notice of bytes behind a complete answer",
    async (behind) => {
      const server = await rawServer((socket) => {
        const head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        socket.write(`${head}ok${behind}`);
      });
      expect(await get(server.url)).toMatchObject({
        kind: "response",
        status: 200,
        body: Buffer.from("ok"),
      });
      server.stop();
    },
  );

  it("is given up at once by its signal", async () => {
    const server = await startMisbehavingServer("hangs after the connection");
    const abort = new AbortController();
    const sent = get(server.url, { timeoutMs: 20_000, signal: abort.signal });
    setTimeout(() => {
      abort.abort();
    }, 50);
    const givenUp = { kind: "timeout", status: null };
    expect(await sent).toEqual(givenUp);
    expect(await get(server.url, { signal: abort.signal })).toEqual(givenUp);
    expect(server.connections()).toBe(1);
    await server.stop();
  });

  it("sends a body with its length and keeps the connection for the next request", async () => {
    const bodies: string[] = [];
    const ports = new Set<number | undefined>();
    const server: Server = createServer((request, response) => {
      ports.add(request.socket.remotePort);
      expect(request.headers["transfer-encoding"]).toBeUndefined();
      request.on("data", (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on("end", () => response.end("fine"));
    });
    const { port, stop } = await listenOnLoopback(server);
    for (let i = 0; i < 3; i++) {
      const outcome = await get(`http://localhost:${port}/`, { body: "ä=1" });
      expect(outcome).toMatchObject({ kind: "response", status: 200 });
    }
    expect(bodies).toEqual(["ä=1", "ä=1", "ä=1"]);
    expect(ports.size).toBe(1);
    await stop();
  });

  it("does not send the userinfo of a URL", async () => {
    const server = createServer((request, response) =>
      response.end(request.headers.authorization ?? "none"),
    );
    const { port, stop } = await listenOnLoopback(server);
    const outcome = await get(`http://user:secret@localhost:${port}/`);
    expect(outcome.kind === "response" && outcome.body.toString()).toBe("none");
    await stop();
  });

  it.each<[Misbehaviour, Partial<HttpOutcome>]>([
    ["hangs after the connection", { kind: "timeout", status: null }],
    ["hangs after the headers", { kind: "timeout", status: 201 }],
    ["drips a byte at a time", { kind: "timeout", status: 201 }],
    ["sends without end", { kind: "too-large", status: 201 }],
    ["promises more than it sends", { kind: "unreachable", status: 201 }],
    ["resets the connection", { kind: "unreachable", status: null }],
    ["closes the connection", { kind: "unreachable", status: null }],
    ["answers what is not HTTP", { kind: "unreachable", status: null }],
    ["answers 500", { kind: "response", status: 500 }],
  ])("says what came of a server that %s", async (misbehaviour, expected) => {
    const server = await startMisbehavingServer(misbehaviour);
    const maxBytes = misbehaviour === "sends without end" ? 1024 : 2048;
    expect(await get(server.url, { maxBytes })).toMatchObject(expected);
    expect(server.connections()).toBe(1);
    await server.stop();
  });

  it("says that a body is too large as soon as its length is known", async () => {
    const server = await startMisbehavingServer("promises more than it sends");
    expect(await get(server.url, { maxBytes: 999 })).toEqual({
      kind: "too-large",
      status: 201,
    });
    await server.stop();
  });

  it("names the cause where nobody listens, or a header cannot be sent", async () => {
    expect(await get(await refusingUrl())).toMatchObject({
      kind: "unreachable",
      cause: "ECONNREFUSED",
    });
    expect(
      await get("http://localhost:1/", { headers: { X: "a\nb" } }),
    ).toMatchObject({ kind: "unreachable", cause: "ERR_INVALID_CHAR" });
  });

  it("sends nothing where no time is left", async () => {
    const server = await rawServer(answer);
    expect(await get(server.url, { timeoutMs: 0 })).toEqual({
      kind: "timeout",
      status: null,
    });
    expect(server.counts().connections).toBe(0);
    server.stop();
  });

  it("replaces a kept connection that died meanwhile by a fresh one", async () => {
    const server = await rawServer((socket, requests) => {
      if (requests === 2) socket.resetAndDestroy();
      else answer(socket);
    });
    expect(await get(server.url)).toMatchObject({ kind: "response" });
    expect(await get(server.url)).toMatchObject({ kind: "response" });
    expect(server.counts()).toEqual({ connections: 2, requests: 3 });
    server.stop();
  });

  it("does not repeat a request on a fresh connection that breaks", async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy());
    expect(await get(server.url)).toMatchObject({ kind: "unreachable" });
    expect(server.counts()).toEqual({ connections: 1, requests: 1 });
    server.stop();
  });

  it("does not repeat a request once a byte of an answer came", async () => {
    const server = await rawServer((socket, requests) => {
      if (requests === 1) answer(socket);
      else socket.write("H", () => socket.resetAndDestroy());
    });
    await get(server.url);
    expect(await get(server.url)).toMatchObject({ kind: "unreachable" });
    expect(server.counts()).toEqual({ connections: 1, requests: 2 });
    server.stop();
  });

  it("does not repeat a request that timed out on a kept connection", async () => {
    const server = await rawServer((socket, requests) => {
      if (requests === 1) answer(socket);
    });
    await get(server.url);
    expect(await get(server.url)).toMatchObject({ kind: "timeout" });
    expect(server.counts()).toEqual({ connections: 1, requests: 2 });
    server.stop();
  });

  it("does not use a connection again that was idle for long", async () => {
    const server = await rawServer(answer);
    await get(server.url);
    const now = Date.now();
    const clock = jest.spyOn(Date, "now").mockReturnValue(now + 31_000);
    await get(server.url);
    clock.mockRestore();
    expect(server.counts().connections).toBe(2);
    server.stop();
  });
});

describe("sendHttp over TLS", () => {
  it("refuses a certificate that nobody vouches for", async () => {
    const { untrusted } = await badCertificates();
    const { port, stop } = await listenOnLoopback(createHttpsServer(untrusted));
    expect(await get(`https://localhost:${port}/`)).toEqual({
      kind: "unreachable",
      status: null,
      cause: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    await stop();
  });
});
