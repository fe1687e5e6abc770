import {
  readFunction,
  type InvokeInProcess,
} from "../../../src/emulator/runtime";

/** Reads a built Function once; each call of what this returns is a cold container. */
export function builtFunction(
  name: "fallback.protected" | "debugger.protected" | "incidents",
): () => InvokeInProcess {
  return readFunction(`dist/functions/${name}.js`);
}
