import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { buildSync } from "esbuild";

const bundled = new Map<string, string>();

/** How the process differs from this one. */
interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Node's own options. */
  readonly nodeOptions?: readonly string[];
}

/** Starts a TypeScript program in a Node process of its own, with nothing else in it. */
export function spawnProgram(
  entryPoint: string,
  args: readonly string[],
  { nodeOptions = [], ...options }: ProcessOptions = {},
): ChildProcessByStdio<null, Readable, Readable> {
  const code = bundled.get(entryPoint) ?? bundle(entryPoint);
  bundled.set(entryPoint, code);
  return spawn(
    process.execPath,
    [...nodeOptions, "--eval", code, "--", ...args],
    { ...options, stdio: ["ignore", "pipe", "pipe"] },
  );
}

function bundle(entryPoint: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    minifyWhitespace: true,
  });
  return outputFiles[0]?.text ?? "";
}
