import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { listenOnLoopback } from "../../../src/emulator";
import { sampleFeed } from "../samples/page-feed";

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
  /** As `answer`, where one incident is asked for; null for `answer` itself. */
  answerToOne: Answer | null;
  stop(): Promise<void>;
}

export async function startDashboard(
  answer: Answer = { status: 200, body: sampleFeed() },
): Promise<DashboardServer> {
  const token = "a-token-of-the-tests";
  const asked: DashboardServer["asked"] = [];
  const dashboard = {
    token,
    asked,
    answer,
    answerToOne: null as Answer | null,
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(
      request.url ?? "",
      "http://localhost",
    );
    const type = ASSETS[pathname];
    if (type !== undefined) {
      void readFile(`dist/assets${pathname}`).then((text) => {
        response.writeHead(200, { "Content-Type": type }).end(text);
      });
      return;
    }
    if (pathname !== "/incidents") {
      response.writeHead(404).end();
      return;
    }
    asked.push({ url: request.url ?? "", headers: request.headers });
    const answer =
      (searchParams.has("incident") ? dashboard.answerToOne : null) ??
      dashboard.answer;
    if (answer === "down") {
      request.socket.destroy();
      return;
    }
    const { status, body } =
      request.headers.authorization === `Bearer ${token}`
        ? answer
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
