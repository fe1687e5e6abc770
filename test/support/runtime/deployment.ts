import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  startContainer as startContainerOf,
  type Container,
} from "../../../src/emulator/runtime";
import {
  INSTALL_TIMEOUT_MS,
  installedDependencies,
} from "./installed-dependencies";

export type { Container };

/** A folder with nothing but `dependencies` in it: what Twilio makes of a deployment. */
export async function makeDeployment(): Promise<{
  folder: string;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-deployed-"));
  await symlink(await installedDependencies(), join(folder, "node_modules"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Has the tests of a file share such a folder; tells where it is. */
export function sharedDeployment(): () => string {
  let folder = "";
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await makeDeployment());
  }, INSTALL_TIMEOUT_MS);
  afterAll(() => remove());
  return () => folder;
}

/** How a container differs from the others. */
export interface ContainerOptions {
  /** Environment variables of the process beneath it. */
  readonly processEnv?: Readonly<Record<string, string>>;
  /** How far its clock is ahead. */
  readonly clockAheadMs?: number;
  /** What was built, where it is not this checkout's. */
  readonly dist?: string;
}

/**
 * Deploys one built Function, its file alone, into a folder, and starts a container of it.
 *
 * @param env - The Function's environment variables.
 */
export async function startContainer(
  folder: string,
  functionFile: string,
  env: Readonly<Record<string, string>>,
  { processEnv, clockAheadMs = 0, dist = "dist" }: ContainerOptions = {},
): Promise<Container> {
  const path = join(folder, functionFile);
  // Aside first, so that a container that starts meanwhile never reads half a file.
  const aside = `${path}.${randomUUID()}`;
  await cp(join(dist, "functions", functionFile), aside);
  await rename(aside, path);
  return startContainerOf({ path, env, clockAheadMs }, processEnv);
}
