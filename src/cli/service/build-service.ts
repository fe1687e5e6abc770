import { build } from "esbuild";
import { cp, readFile, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { checkTwiml, type TwimlChannel } from "../../twilio/check-twiml";
import { UserError } from "../user-error";
import { leanSaxes } from "./lean-saxes";

/** The error TwiML that `/fallback` answers with, and its channel. */
const ERROR_ASSETS: Record<string, TwimlChannel> = {
  "voice-error.xml": "voice",
  "messaging-error.xml": "messaging",
};

/**
 * Builds what is deployed, from the working directory's `src/functions` and `assets` to `dist`.
 * Refuses an error asset that Twilio would not take. Returns the routes of the Functions.
 */
export async function buildService(): Promise<string[]> {
  const faults = await checkErrorAssets("assets");
  if (faults.length > 0) {
    throw new UserError(
      `The build refuses an error asset:\n${faults.join("\n")}`,
    );
  }
  await rm("dist", { recursive: true, force: true });
  await cp("assets", "dist/assets", { recursive: true });
  await bundleDashboard("dist/assets");
  return await bundleFunctions("src/functions", "dist/functions");
}

async function checkErrorAssets(folder: string): Promise<string[]> {
  const faults = await Promise.all(
    Object.entries(ERROR_ASSETS).map(async ([name, channel]) => {
      const path = join(folder, name);
      const text = await readFile(path, "utf8").catch(() => null);
      if (text === null) return [`${path}: it is missing or unreadable`];
      const fault = checkTwiml(text, channel);
      return fault === null ? [] : [`${path}:${fault.line}: ${fault.reason}`];
    }),
  );
  return faults.flat();
}

/** The page's script and style, each in one file with its libraries: a page may load nothing else. */
async function bundleDashboard(to: string): Promise<void> {
  await build({
    entryPoints: ["src/dashboard/dashboard.ts", "assets/dashboard.css"],
    outdir: to,
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
async function bundleFunctions(from: string, to: string): Promise<string[]> {
  const entryPoints = (await readdir(from))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(from, name));
  await build({
    entryPoints,
    outdir: to,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external: ["twilio"],
    loader: { ".xml": "text" },
    // saxes knows XML 1.1 too, which a relayed document is never in.
    alias: { "xmlchars/xml/1.1/ed2": "xmlchars/xml/1.0/ed5" },
    plugins: [leanSaxes],
    minify: true,
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "warning",
  });
  return entryPoints.map(
    (path) => `/${basename(path).replace(/(\.protected)?\.ts$/, "")}`,
  );
}
