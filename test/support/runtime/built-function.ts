import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";

/** What a Function replied with. */
export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What became of one invocation. */
export interface Invocation {
  readonly reply: Reply;
  /** What it printed, in lines. */
  readonly log: readonly string[];
  readonly warnings: readonly string[];
}

/** Calls a Function in its container, and waits for its callback, which comes once. */
export type BuiltFunction = (
  context: Readonly<Record<string, unknown>>,
  event: unknown,
) => Promise<Invocation>;

type Handler = (
  context: unknown,
  event: unknown,
  callback: (error: Error | null, reply: Reply) => void,
) => void;

/** The platform's own end of a Function. */
const KILLED_AFTER_MS = 10_000;

class Response implements Reply {
  statusCode = 200;
  readonly headers: Record<string, string> = {};
  body: unknown = null;
  setStatusCode(code: number): void {
    this.statusCode = code;
  }
  setBody(body: unknown): void {
    this.body = body;
  }
  appendHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
}

/**
 * Reads a built Function once. Each call of what this returns is a cold container: it shares the
 * compiled code with the others, and no memory.
 */
export function builtFunction(
  name: "fallback.protected" | "debugger.protected" | "incidents",
): () => BuiltFunction {
  const source = readFileSync(`dist/functions/${name}.js`, "utf8");
  const params = ["module", "require", "console", "Twilio"];
  const load = compileFunction(source, params) as (
    ...values: unknown[]
  ) => void;
  return () => {
    const log: string[] = [];
    const warnings: string[] = [];
    const console = {
      log: (line: string) => log.push(line),
      warn: (line: string) => warnings.push(line),
    };
    const loaded = { exports: {} as { handler: Handler } };
    load(loaded, require, console, { Response });
    return async (context, event) => {
      log.length = warnings.length = 0;
      const reply = await invoke(loaded.exports.handler, context, event);
      return { reply, log, warnings };
    };
  };
}

async function invoke(
  handler: Handler,
  context: unknown,
  event: unknown,
): Promise<Reply> {
  let callbacks = 0;
  let timer: NodeJS.Timeout | undefined;
  const reply = await new Promise<Reply>((resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("killed: no callback"));
    }, KILLED_AFTER_MS);
    handler(context, event, (error, reply) => {
      callbacks += 1;
      if (error === null) resolve(reply);
      else reject(error);
    });
  });
  clearTimeout(timer);
  await new Promise(setImmediate);
  expect(callbacks).toBe(1);
  return reply;
}
