import { basename } from "node:path";

/** The path at which a built Function is served: `/fallback` of `fallback.protected.js`. */
export function routeOf(functionPath: string): string {
  return `/${basename(functionPath).split(".")[0] ?? ""}`;
}
