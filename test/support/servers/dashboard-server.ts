import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { listenOnLoopback } from "../../../src/emulator";
import { makeFeed, type Feed } from "../../../src/incidents/feed";
import type { JournalRecord } from "../../../src/journal/record";

const ASSETS: Record<string, string> = {
  "/dashboard.html": "text/html; charset=utf-8",
  "/dashboard.js": "text/javascript; charset=utf-8",
  "/dashboard.css": "text/css; charset=utf-8",
};

/** How `/incidents` shall answer: `down` cuts the connection. */
export type Answer =
  { readonly status: number; readonly body: unknown } | "down";

/** The built page, beside a scripted `/incidents`. */
export interface DashboardServer {
  readonly url: string;
  readonly token: string;
  /** The requests of `/incidents`. */
  readonly asked: Pick<IncomingMessage, "url" | "headers">[];
  /** How a request with the right token is answered from now on. */
  answer: Answer;
  stop(): Promise<void>;
}

export async function startDashboard(
  answer: Answer = { status: 200, body: feed() },
): Promise<DashboardServer> {
  const token = "a-token-of-the-tests";
  const asked: DashboardServer["asked"] = [];
  const dashboard = { token, asked, answer };
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const type = ASSETS[path];
    if (type !== undefined) {
      void readFile(`dist/assets${path}`).then((text) => {
        response.writeHead(200, { "Content-Type": type }).end(text);
      });
      return;
    }
    if (path !== "/incidents") {
      response.writeHead(404).end();
      return;
    }
    asked.push({ url: request.url ?? "", headers: request.headers });
    if (dashboard.answer === "down") {
      request.socket.destroy();
      return;
    }
    const { status, body } =
      request.headers.authorization === `Bearer ${token}`
        ? dashboard.answer
        : { status: 401, body: {} };
    response
      .writeHead(status, {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
      })
      .end(JSON.stringify(body));
  });
  const { port, stop } = await listenOnLoopback(server);
  return Object.assign(dashboard, { url: `http://localhost:${port}`, stop });
}

/** What `/incidents` answers, made now. */
export function feed(parts: Partial<Feed> = {}): Feed {
  return {
    generatedAt: new Date().toISOString(),
    hours: 24,
    truncated: false,
    incidents: [],
    failures: [],
    ...parts,
  };
}

/** What `/incidents` answers over these records. */
export function feedOf(records: readonly JournalRecord[], now: number): Feed {
  const request = { hours: 24, incident: null, now };
  return makeFeed({ records, truncated: false }, new Map(), request);
}
