import { execa } from "execa";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SdkAccess } from "../account/twilio-sdk";
import { envText } from "../service/env-text";

/** What to deploy where. */
export interface Upload {
  readonly folder: string;
  readonly envText: string;
  readonly access: SdkAccess;
  readonly environment: string;
  readonly serviceName: string | undefined;
  readonly overrideExistingProject: boolean;
}

/** What came of it: where it is, or what twilio-run said. */
export type Uploaded =
  | { readonly result: "deployed"; readonly domain: string }
  | { readonly result: "failed"; readonly reason: string };

/** Deploys what is built, by `twilio-run`. */
export async function upload(wanted: Upload): Promise<Uploaded> {
  const secret = await mkdtemp(join(tmpdir(), "twilio-fallback-deploy-"));
  try {
    const envFile = join(secret, ".env");
    // Its login is read out of this file, where no list of processes shows it.
    const login = envText({
      ACCOUNT_SID: wanted.access.user,
      AUTH_TOKEN: wanted.access.password,
    });
    await writeFile(envFile, `${wanted.envText}\n${login}`, { mode: 0o600 });
    const { exitCode, stdout, stderr } = await execa(
      process.execPath,
      [
        createRequire(join(wanted.folder, "package.json")).resolve(
          "twilio-run/bin/twilio-run.js",
        ),
        "deploy",
        ...["--cwd", wanted.folder, "--env", envFile],
        ...["--environment", wanted.environment, "--output-format", "json"],
        ...(wanted.serviceName === undefined
          ? []
          : ["--service-name", wanted.serviceName]),
        ...(wanted.overrideExistingProject
          ? ["--override-existing-project"]
          : []),
      ],
      { reject: false, stdin: "ignore" },
    );
    const domain = /"domain":\s*"([^"]+)"/.exec(stdout)?.[1];
    return exitCode === 0 && domain !== undefined
      ? { result: "deployed", domain }
      : { result: "failed", reason: stderr.trim() || stdout.trim() };
  } finally {
    await rm(secret, { recursive: true, force: true });
  }
}
