import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Bench } from "./figure";

const FILES = {
  fallback: "dist/functions/fallback.protected.js",
  incidents: "dist/functions/incidents.js",
  helloVoice: "bench/peers/hello-voice.js",
  documented: "bench/peers/documented.js",
};

/** Puts each Function alone into a folder, with the dependencies, as Twilio does. */
export async function deploy(): Promise<{
  functions: Bench["functions"];
  remove: () => Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), "twilio-fallback-bench-"));
  await symlink(resolve("node_modules"), join(root, "node_modules"));
  const put = async (file: string): Promise<string> => {
    const path = join(root, basename(file));
    await cp(file, path);
    return path;
  };
  return {
    functions: {
      fallback: await put(FILES.fallback),
      incidents: await put(FILES.incidents),
      helloVoice: await put(FILES.helloVoice),
      documented: await put(FILES.documented),
    },
    remove: () => rm(root, { recursive: true }),
  };
}
