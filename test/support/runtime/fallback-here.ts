import type { Params } from "../../../src/twilio/signature";
import type { FallbackContainer } from "../laws/survive-outage";
import { builtFunction } from "./built-function";

const cold = builtFunction("fallback.protected");

/** Starts a container of the built /fallback in this process, behind a signature that is right. */
export function startHere(
  env: Readonly<Record<string, string>>,
): Promise<FallbackContainer> {
  const invoke = cold();
  const context = { ...env, DOMAIN_NAME: "fallback.test", PATH: "/fallback" };
  const log: string[] = [];
  const warnings: string[] = [];
  return Promise.resolve({
    ask: async (params: Params) => {
      const startedAt = performance.now();
      const one = await invoke(context, {
        request: { headers: {}, cookies: {} },
        ...Object.fromEntries(params),
      });
      const ms = performance.now() - startedAt;
      log.push(...one.log);
      warnings.push(...one.warnings);
      const { status, headers, body } = one.reply;
      return { status, type: headers["Content-Type"] ?? null, body, ms };
    },
    waitedMs: () => 0,
    // The same thread runs the servers that it asks, and other containers.
    crowdedMs: () => performance.eventLoopUtilization().active,
    stop: () => Promise.resolve({ log, warnings }),
  });
}
