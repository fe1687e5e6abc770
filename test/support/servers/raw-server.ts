import { createServer, type AddressInfo, type Socket } from "node:net";

/** What goes back over a socket, byte for byte, and what becomes of the connection then. */
export interface RawAnswer {
  /** One character a byte. */
  readonly bytes: string;
  readonly end: "close" | "reset" | "stay";
}

/** A request, as far as a script wants to know it. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server that puts raw bytes on real sockets. */
export interface RawServer {
  /** The host with its port. */
  readonly host: string;
  /** What every request gets from now on. */
  answer: (request: RawRequest) => RawAnswer;
  /** Cuts every connection. */
  dropConnections(): void;
  stop(): Promise<void>;
}

/** Starts one; each request is read whole before it is answered. */
export async function startRawServer(): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const raw = {
    answer: (): RawAnswer => ({ bytes: "", end: "close" }),
  } as Pick<RawServer, "answer">;

  const server = createServer((socket) => {
    sockets.add(socket);
    let unread = "";
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      unread += chunk.toString("latin1");
      const request = readRequest(unread);
      if (request === null) return;
      unread = "";
      const { bytes, end } = raw.answer(request);
      socket.write(bytes, "latin1", () => {
        if (end === "close") socket.end();
        if (end === "reset") socket.resetAndDestroy();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const dropConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return Object.assign(raw, {
    host: `127.0.0.1:${port}`,
    dropConnections,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        dropConnections();
      }),
  });
}

/** An answer as it should be. */
export function goodAnswer(
  status: number,
  body: string,
  type: string,
): RawAnswer {
  const bytes = Buffer.from(body).toString("latin1");
  return {
    bytes: `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes}`,
    end: "stay",
  };
}

/** Null until the whole of it has come. */
function readRequest(text: string): RawRequest | null {
  const [head = "", body] = text.split(/\r\n\r\n(.*)/s);
  if (body === undefined) return null;
  const [first = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = "", value = ""] = line.split(/: *(.*)/s);
      return [name.toLowerCase(), value];
    }),
  );
  if (body.length < Number(headers["content-length"] ?? 0)) return null;
  const [method = "", path = ""] = first.split(" ");
  return { method, path, headers, body };
}
