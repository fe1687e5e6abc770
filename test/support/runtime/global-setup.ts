import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives all suites of a run one folder, which the last one leaves to `global-teardown.ts`. */
export default async function makeRunFolder(): Promise<void> {
  process.env["RUN_FOLDER"] = await mkdtemp(
    join(tmpdir(), "twilio-fallback-tests-"),
  );
}
