import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { checkout } from "../support/runtime/checkout";
import { startLine } from "../support/runtime/command";
import { startDeployedService } from "../support/runtime/deployed-service";
import { makeDeployment } from "../support/runtime/deployment";
import { emulatorSettings, withEmulator } from "../support/servers/emulator";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, { env?: unknown; steps: Step[] }>>;
}

const SECRETS = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "FALLBACK_DOMAIN"];
const IS_ON = "steps.switch.outputs.on == 'true'";

describe(".github/workflows/rehearse.yml", () => {
  let text: string;
  let workflow: Workflow;
  let steps: readonly Step[];
  beforeAll(async () => {
    text = await readFile(".github/workflows/rehearse.yml", "utf8");
    workflow = parse(text) as Workflow;
    ({ steps } = workflow.jobs["rehearse"] ?? { steps: [] });
  });
  const runOf = (words: string) =>
    steps.find(({ run }) => run?.includes(words))?.run ?? "false";

  it("runs each night, and when asked, with no more rights than to read", () => {
    expect(Object.keys(workflow.on).sort()).toEqual([
      "schedule",
      "workflow_dispatch",
    ]);
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  it("is switched on by three secrets, which docs/drill.md names, and gives them to no other step", async () => {
    const named = text.matchAll(/secrets\.(\w+)/g);
    const page = await readFile("docs/drill.md", "utf8");
    const paragraph =
      page.split("\n\n").find((text) => text.includes("rehearse.yml")) ?? "";
    expect(new Set([...named].map(([, name]) => name))).toEqual(
      new Set(SECRETS),
    );
    expect(
      [...paragraph.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    ).toEqual(SECRETS);

    expect([workflow.env, workflow.jobs["rehearse"]?.env]).toEqual([
      undefined,
      undefined,
    ]);
    for (const { run = "", env = {}, uses } of steps) {
      expect(run).not.toContain("${{");
      for (const [name, value] of Object.entries(env))
        expect([
          `\${{ secrets.${name} }}`,
          "${{ vars.AUDIT_EXCEPT }}",
        ]).toContain(value);
      const isTrusted = /numbers|drill|GITHUB_OUTPUT/.test(run);
      if (uses !== undefined || !isTrusted) expect(env).toEqual({});
    }
  });

  it("does nothing, says so and is green where one of them is not set", async () => {
    const { folder, remove } = await checkout();
    const output = join(folder, "output");
    const all = Object.fromEntries(SECRETS.map((name) => [name, "x"]));
    const look = async (env: Readonly<Record<string, string>>) => {
      await writeFile(output, "");
      const line = runOf("GITHUB_OUTPUT");
      const given = { ...all, ...env, GITHUB_OUTPUT: output };
      const { code, stdout } = await startLine(line, folder, given).ended;
      return { code, stdout, output: await readFile(output, "utf8") };
    };
    for (const name of SECRETS) {
      const off = await look({ [name]: "" });
      expect(off).toMatchObject({ code: 0, output: "" });
      expect(off.stdout).toContain(`the secret ${name} is not set`);
    }
    expect(await look({})).toEqual({
      code: 0,
      stdout: "",
      output: "on=true\n",
    });
    expect(steps[0]?.id).toBe("switch");
    for (const step of steps.slice(1)) expect(step.if).toContain(IS_ON);
    await remove();
  });

  it("drills also where a number is not covered", () => {
    const drill = steps.find(({ run }) => run?.includes("drill"));
    expect(drill?.if).toBe(`\${{ !cancelled() && ${IS_ON} }}`);
  });

  it("asks every backup only where a variable says so, which docs/drill.md names", async () => {
    const asked = steps.find(({ run }) => run?.includes("--every-primary"));
    expect(asked?.if).toContain("vars.REHEARSE_BACKUPS == 'true'");
    const page = await readFile("docs/drill.md", "utf8");
    expect(page).toContain("`REHEARSE_BACKUPS`");
  });

  it(
    "audits the numbers and drills the service, as it is written there",
    () =>
      withEmulator(async (emulator) => {
        const deployed = await makeDeployment();
        const known = emulatorSettings(emulator);
        const service = await startDeployedService(deployed.folder, known);
        const { folder, remove } = await checkout();
        const env = {
          TWILIO_EMULATOR_URL: emulator.url,
          TWILIO_ACCOUNT_SID: emulator.accountSid,
          TWILIO_AUTH_TOKEN: emulator.authToken,
          FALLBACK_DOMAIN: service.url,
        };
        const codeOf = async (words: string) =>
          (await startLine(runOf(words), folder, env).ended).code;

        expect(await codeOf("audit")).toBe(0);
        emulator.account.phoneNumbers.add({
          phone_number: "+14155550100",
          voice_url: "https://www.example.com/a",
        });
        expect(await codeOf("audit")).toBe(1);
        const bare = { ...env, AUDIT_EXCEPT: "app +14155550100" };
        const left = await startLine(runOf("audit"), folder, bare).ended;
        expect(left.code).toBe(0);
        expect(await codeOf("drill")).toBe(0);
        await service.stop();
        expect(await codeOf("drill")).toBe(2);
        await Promise.all([remove(), deployed.remove()]);
      }),
    120_000,
  );
});
