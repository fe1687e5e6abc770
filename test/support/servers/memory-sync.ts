import { emulateSync, type Rate } from "../../../src/emulator";
import type { HttpOutcome } from "../../../src/http/send-http";
import type { RestClient } from "../../../src/twilio/rest";

/** The emulator's Sync, asked without a network: a thousand histories take seconds. */
export interface MemorySync {
  readonly rest: RestClient;
  /** Whether it cannot be reached. */
  isDown: boolean;
  readonly sync: ReturnType<typeof emulateSync>;
}

/** Starts an empty one. */
export function startMemorySync(rate?: Rate): MemorySync {
  const sync = emulateSync("AC00000000000000000000000000000001", rate);
  const ask = async (
    method: "GET" | "POST",
    path: string,
    form: Readonly<Record<string, string>> = {},
    ifMatch?: string,
  ): Promise<HttpOutcome> => {
    // Others come between a question and its answer.
    await new Promise(setImmediate);
    if (memory.isDown)
      return { kind: "unreachable", status: null, cause: "ECONNREFUSED" };
    const url = new URL(path, "https://sync.twilio.com");
    const reply = sync.handle({
      method,
      path: url.pathname,
      query: url.searchParams,
      form: new URLSearchParams(form),
      ifMatch: ifMatch ?? null,
      text: "",
      user: "",
    });
    await new Promise(setImmediate);
    if (reply === null) throw new Error(`unknown call: ${method} ${path}`);
    return {
      kind: "response",
      status: reply.status,
      headers: {},
      address: "127.0.0.1",
      body: Buffer.from(JSON.stringify(reply.body ?? {})),
    };
  };
  const memory: MemorySync = {
    rest: {
      get: (_, path) => ask("GET", path),
      post: (_, path, form, _timeoutMs, ifMatch) =>
        ask("POST", path, form, ifMatch),
    },
    isDown: false,
    sync,
  };
  return memory;
}
