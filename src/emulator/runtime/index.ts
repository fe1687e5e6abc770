/**
 * Runs a built Function alone, as Twilio does: in this process, or in a container of its own. It
 * is a face beside the emulator's, since it bundles, which no command needs.
 */
export { startContainer, type Container } from "./container";
export { readFunction, type InvokeInProcess } from "./in-process";
export { loadFunction } from "./load-function";
export { spawnProgram } from "./spawn-program";
