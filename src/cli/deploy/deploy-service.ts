import { parseEnv } from "node:util";
import { logIn, readEnvText } from "../account/login";
import type { ExitCode } from "../command";
import { buildService } from "../service/build-service";
import type { Surroundings } from "../surroundings";
import { color } from "../terminal/color";
import { wrapLines } from "../terminal/fill";
import { askService } from "./ask-service";
import { deployedText } from "./deployed-text";
import { refuseUpload } from "./refuse-upload";
import { upload } from "./upload";

/** Where to deploy to. */
export interface DeployOptions {
  readonly environment: string;
  readonly serviceName: string | undefined;
  readonly overrideExistingProject: boolean;
}

/** Deploys the service, where nothing is wrong with what is to be uploaded, and asks it once. */
export async function deployService(
  options: DeployOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { folder, terminal } = surroundings;
  const ownEnv = await readEnvText(folder);
  refuseUpload(parseEnv(ownEnv));
  const { access, settings } = await logIn(surroundings);
  await buildService(terminal.warn, folder);
  terminal.print(`Deploying to account ${access.accountSid} …`);
  const uploaded = await upload({
    ...options,
    folder,
    envText: ownEnv,
    access,
  });
  if (uploaded.result === "failed") {
    terminal.warn(`${color.red("✖ It was not deployed.")}\n${uploaded.reason}`);
    return 1;
  }
  const url = `https://${uploaded.domain}`;
  const answered = await askService(url, access);
  const text = deployedText({ domain: uploaded.domain, answered, settings });
  terminal.print(wrapLines(text, terminal.columns));
  return answered.result === "failed" ? 1 : 0;
}
