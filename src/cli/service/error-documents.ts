import type { Plugin } from "esbuild";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { findErrorDocuments } from "../words/error-document";

/**
 * Bundles the error documents of a folder as the module `error-documents`: one object of texts, so
 * that a Function reads none of them before it is asked, and looks no file up.
 */
export function errorDocuments(folder: string): Plugin {
  return {
    name: "error-documents",
    setup: (build) => {
      build.onResolve({ filter: /^error-documents$/ }, ({ path }) => ({
        path,
        namespace: "error-documents",
      }));
      build.onLoad(
        { filter: /.*/, namespace: "error-documents" },
        async () => ({
          contents: JSON.stringify(await readErrorDocuments(folder)),
          loader: "json",
        }),
      );
    },
  };
}

/** The texts by channel and by the digits that numbers begin with, "" for every other number. */
async function readErrorDocuments(folder: string) {
  const texts: Record<"voice" | "messaging", Record<string, string>> = {
    voice: {},
    messaging: {},
  };
  for (const { path, channel, digits } of findErrorDocuments(
    await readdir(folder),
  ))
    texts[channel][digits ?? ""] = await readFile(join(folder, path), "utf8");
  return texts;
}
