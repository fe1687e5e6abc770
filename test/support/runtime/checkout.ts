import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What the commands read of a checkout, beside `node_modules`. */
const NEEDED = [
  "src",
  "assets",
  "dist/cli",
  "package.json",
  "tsconfig.json",
  ".twilioserverlessrc",
];

/**
 * A checkout of its own, so that a command may build there while other tests read `dist`.
 *
 * @param more - What is read beside what every command needs.
 */
export async function checkout(more: readonly string[] = []): Promise<{
  folder: string;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "twilio-fallback-checkout-"));
  for (const path of [...NEEDED, ...more])
    await cp(path, join(folder, path), { recursive: true });
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
