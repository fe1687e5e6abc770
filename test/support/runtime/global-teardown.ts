import { rm } from "node:fs/promises";

/** Removes what the suites of a run have shared. */
export default async function removeRunFolder(): Promise<void> {
  await rm(process.env["RUN_FOLDER"] ?? "", { recursive: true });
}
