import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Assets } from "./walk-documents";

/** Reads every file below a folder, by its path in it with `/` between. */
export async function readAssets(folder: string): Promise<Assets> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      files.map(
        async (path) =>
          [
            relative(folder, path).split(sep).join("/"),
            await readFile(path),
          ] as const,
      ),
    ),
  );
}
