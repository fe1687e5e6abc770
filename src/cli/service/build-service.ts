import { build } from "esbuild";
import { cp, readdir, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { UserError } from "../user-error";
import { checkWords, describeFault } from "../words/check-words";
import { readAssets } from "../words/read-assets";
import { errorDocuments } from "./error-documents";
import { leanSaxes } from "./lean-saxes";

/**
 * Builds what is deployed, from `src/functions` and `assets` of a folder to its `dist`.
 * Refuses a document that Twilio would not take. Returns the routes of the Functions.
 *
 * @param warn - Is told what Twilio may not know.
 */
export async function buildService(
  warn: (text: string) => void,
  folder = ".",
): Promise<string[]> {
  const assets = join(folder, "assets");
  const faults = checkWords(await readAssets(assets));
  const refused = faults.filter(({ isWarning }) => !isWarning);
  if (refused.length > 0) {
    const lines = refused.map(describeFault).join("\n");
    throw new UserError(`The build refuses a document:\n${lines}`);
  }
  for (const fault of faults) warn(describeFault(fault));
  for (const old of ["dist/assets", "dist/functions"])
    await rm(join(folder, old), { recursive: true, force: true });
  await cp(assets, join(folder, "dist/assets"), { recursive: true });
  await bundleDashboard(folder);
  return await bundleFunctions(folder);
}

/** The page's script and style, each in one file with its libraries: a page may load nothing else. */
async function bundleDashboard(folder: string): Promise<void> {
  await build({
    absWorkingDir: resolve(folder),
    entryPoints: ["src/dashboard/dashboard.tsx", "assets/dashboard.css"],
    outdir: "dist/assets",
    entryNames: "[name]",
    bundle: true,
    platform: "browser",
    target: "es2023",
    format: "iife",
    minify: true,
    legalComments: "inline",
    logLevel: "warning",
  });
}

/** One file a Function, since Twilio uploads each alone; `twilio` is there already. */
async function bundleFunctions(folder: string): Promise<string[]> {
  const entryPoints = (await readdir(join(folder, "src/functions")))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `src/functions/${name}`);
  await build({
    absWorkingDir: resolve(folder),
    entryPoints,
    outdir: "dist/functions",
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external: ["twilio"],
    // saxes knows XML 1.1 too, which a relayed document is never in.
    alias: { "xmlchars/xml/1.1/ed2": "xmlchars/xml/1.0/ed5" },
    plugins: [leanSaxes, errorDocuments(join(folder, "assets"))],
    minify: true,
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "warning",
  });
  return entryPoints.map(
    (path) => `/${basename(path).replace(/(\.protected)?\.ts$/, "")}`,
  );
}
