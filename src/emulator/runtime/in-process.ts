import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { compileFunction } from "node:vm";
import { invoke, type Handler, type Reply } from "./invoke";
import { Response } from "./response";

/** What became of one invocation. */
export interface Invocation {
  readonly reply: Reply;
  /** What the Function printed meanwhile, a line each. */
  readonly log: readonly string[];
  readonly warnings: readonly string[];
}

/** Invokes a Function in its container: one invocation after the other. */
export type InvokeInProcess = (
  context: Readonly<Record<string, unknown>>,
  event: unknown,
) => Promise<Invocation>;

/**
 * Reads a built Function once. Each call of what this returns starts a cold container in this
 * process: it shares the compiled code with the others, and no memory. It rejects where the
 * Function calls back twice.
 */
export function readFunction(path: string): () => InvokeInProcess {
  const load = compileFunction(readFileSync(path, "utf8"), [
    "module",
    "exports",
    "require",
    "console",
    "Twilio",
  ]) as (...values: unknown[]) => void;
  const requireBeside = createRequire(resolve(path));
  return () => {
    let log: string[] = [];
    let warnings: string[] = [];
    const console = {
      log: (line: string) => log.push(line),
      warn: (line: string) => warnings.push(line),
    };
    const module = { exports: {} as { handler: Handler } };
    load(module, module.exports, requireBeside, console, { Response });
    return async (context, event) => {
      const invocation = { log: (log = []), warnings: (warnings = []) };
      let callbacks = 1;
      const { handler } = module.exports;
      const reply = await invoke(handler, context, event, () => callbacks++);
      // What is printed or called back too late is seen by now.
      await new Promise(setImmediate);
      if (callbacks > 1) throw new Error(`${path} called back ${callbacks}×`);
      return { reply, ...invocation };
    };
  };
}
