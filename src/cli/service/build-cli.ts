import { build } from "esbuild";
import { rm } from "node:fs/promises";

/** Where the program stands that package.json names as `bin`. */
const FOLDER = "dist/cli";

/** What a CommonJS library needs in an ES module. */
const REQUIRE = `import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);`;

/**
 * Bundles the program, so that it starts fast: each command's work is a file of its own, read when
 * the command is run. What is installed anyway and is large, or has files of its own, stays outside.
 */
export async function buildCli(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await build({
    entryPoints: ["src/cli/twilio-fallback.ts"],
    outdir: FOLDER,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    banner: { js: REQUIRE },
    external: ["twilio", "twilio-run", "esbuild", "typescript"],
    loader: { ".xml": "text" },
    legalComments: "none",
    logLevel: "warning",
  });
}
