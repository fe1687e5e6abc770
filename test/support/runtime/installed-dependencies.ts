import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

export const INSTALL_TIMEOUT_MS = 120_000;
const LOOK_EVERY_MS = 100;

/**
 * The `node_modules` of a deployment: `dependencies` alone, by the lockfile. The first suite that
 * asks installs them, outside of the checkout, so that nothing else is found from there.
 */
export async function installedDependencies(): Promise<string> {
  const folder = join(process.env["RUN_FOLDER"] ?? "", "dependencies");
  const outcome = join(folder, "outcome.txt");
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  );
  if (isFirst) await writeFile(outcome, await install(folder));
  const trouble = await readWhenWritten(outcome);
  if (trouble !== "") throw new Error(trouble);
  return join(folder, "node_modules");
}

/** Returns what went wrong, or nothing. */
async function install(folder: string): Promise<string> {
  await cp("package.json", join(folder, "package.json"));
  await cp("package-lock.json", join(folder, "package-lock.json"));
  return promisify(execFile)(
    "npm",
    ["ci", "--omit=dev", "--ignore-scripts", "--prefer-offline", "--no-audit"],
    { cwd: folder, timeout: INSTALL_TIMEOUT_MS },
  ).then(
    () => "",
    (error: unknown) => String(error),
  );
}

async function readWhenWritten(path: string): Promise<string> {
  const deadline = performance.now() + INSTALL_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const text = await readFile(path, "utf8").catch(() => null);
    if (text !== null) return text;
    await sleep(LOOK_EVERY_MS);
  }
  return "The dependencies were not installed in time";
}
