import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { execa } from "execa";
import { parse } from "yaml";

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { steps: { run: string; env: Record<string, string> }[] }>
  >;
}

const SECRETS = ["WATCH_URL", "DASHBOARD_TOKEN"];
const TOKEN = "0123456789abcdef";

describe(".github/workflows/watch.yml", () => {
  let workflow: Workflow;
  let script: string;
  beforeAll(async () => {
    const text = await readFile(".github/workflows/watch.yml", "utf8");
    workflow = parse(text) as Workflow;
    script = workflow.jobs["watch"]?.steps[0]?.run ?? "false";
  });

  /** Runs its step where `/watch` answers with a status. */
  const runStep = async (status: number, secrets: Record<string, string>) => {
    const asked: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      asked.push(request);
      response.writeHead(status).end('{"state":"ok"}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "localhost", resolve);
    });
    const { port } = server.address() as AddressInfo;
    const { exitCode, stdout } = await execa("bash", ["-e", "-c", script], {
      env: { WATCH_URL: `http://localhost:${port}/watch`, ...secrets },
      reject: false,
    });
    server.closeAllConnections();
    server.close();
    return { exitCode, stdout, asked };
  };

  it("runs every 10 minutes, and when asked, with no rights, by secrets that docs/alerts.md names", async () => {
    expect(workflow.on).toEqual({
      schedule: [{ cron: "*/10 * * * *" }],
      workflow_dispatch: null,
    });
    expect(workflow.permissions).toEqual({});
    const [step] = workflow.jobs["watch"]?.steps ?? [];
    expect(Object.keys(step?.env ?? {})).toEqual(SECRETS);
    const page = await readFile("docs/alerts.md", "utf8");
    const paragraph =
      page.split("\n\n").find((text) => text.includes("watch.yml")) ?? "";
    for (const secret of SECRETS) expect(paragraph).toContain(`\`${secret}\``);
  });

  it("asks with the token, and shows the answer", async () => {
    const { exitCode, stdout, asked } = await runStep(200, {
      DASHBOARD_TOKEN: TOKEN,
    });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: '{"state":"ok"}',
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it("fails where the fallback cannot do its work", async () => {
    const { exitCode } = await runStep(501, { DASHBOARD_TOKEN: TOKEN });
    expect(exitCode).not.toBe(0);
  });

  it("does nothing, and says so, where a secret is not set", async () => {
    const { exitCode, stdout, asked } = await runStep(200, {
      DASHBOARD_TOKEN: "",
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("the secret DASHBOARD_TOKEN is not set");
    expect(asked).toEqual([]);
  });
});
