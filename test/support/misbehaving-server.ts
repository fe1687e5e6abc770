import { createServer, type Socket } from "node:net";
import { createServer as createHttpServer } from "node:http";
import { listenOnLoopback } from "../../src/emulator/loopback-server";

/** A server that fails as its name says. */
export interface MisbehavingServer {
  readonly url: string;
  /** How many connections came. */
  connections(): number;
  stop(): Promise<void>;
}

/** Every way in which a server that is asked over HTTP can fail. */
export const MISBEHAVIOURS = {
  "hangs after the connection": () => undefined,
  "resets the connection": (socket) => {
    socket.resetAndDestroy();
  },
  "closes the connection": (socket) => {
    socket.end();
  },
  "answers 429": reply("429 Too Many Requests", '{"code":54009,"status":429}'),
  "answers 401": reply("401 Unauthorized", '{"code":20003,"status":401}'),
  "answers 404 to everything": reply("404 Not Found", '{"code":20404}'),
  "answers 500": reply("500 Internal Server Error", "oops"),
  "answers 200 with a page": reply("200 OK", "<html>portal</html>"),
  "answers 201 with garbage": reply("201 Created", "\u0000\u0001 not JSON"),
  "answers a redirect": reply(
    "302 Found",
    "",
    "Location: http://localhost:9/\r\n",
  ),
  "answers what is not HTTP": (socket) => {
    socket.end("SSH-2.0-OpenSSH_9.2\r\n");
  },
  "hangs after the headers": (socket) => {
    socket.write("HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n");
  },
  "drips a byte at a time": (socket) => {
    socket.write("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n");
    const drip = setInterval(() => socket.write(" "), 100);
    socket.on("close", () => {
      clearInterval(drip);
    });
  },
  "promises more than it sends": (socket) => {
    socket.end("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{}");
  },
  "sends without end": (socket) => {
    socket.write("HTTP/1.1 201 Created\r\n\r\n");
    const flood = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 32)));
    };
    socket.on("drain", flood);
    flood();
  },
} satisfies Record<string, (socket: Socket) => void>;

/** The name of a way to fail. */
export type Misbehaviour = keyof typeof MISBEHAVIOURS;

/** Starts a server that fails in one way, once it has been sent something. */
export async function startMisbehavingServer(
  misbehaviour: Misbehaviour,
): Promise<MisbehavingServer> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => {
      MISBEHAVIOURS[misbehaviour](socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://localhost:${port ?? 0}`,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The URL of a port where nobody listens. */
export async function refusingUrl(): Promise<string> {
  const { port, stop } = await listenOnLoopback(createHttpServer());
  await stop();
  return `http://localhost:${port}`;
}

function reply(status: string, body: string, headers = "") {
  return (socket: Socket): void => {
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  };
}

/** A server that refuses, and repeats in its refusal everything that it was asked with. */
export async function startEcho(): Promise<{
  url: string;
  stop: () => Promise<void>;
}> {
  const server = createHttpServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { method, url, rawHeaders } = request;
      response.writeHead(400, { "Content-Type": "text/plain" });
      response.end(
        `Cannot ${method ?? ""} ${url ?? ""} ${rawHeaders.join(" ")} ${body}`,
      );
    });
  });
  const { port, stop } = await listenOnLoopback(server);
  return { url: `http://localhost:${port}`, stop };
}
