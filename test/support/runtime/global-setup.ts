import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BY_DAY =
  "By day: test/exhaustive is left out, and each law is fuzzed with a fifteenth of its cases. All of it: npm run test:exhaustive\n";

/** Gives all suites of a run one folder, which `global-teardown.ts` removes. */
export default async function makeRunFolder({
  nonFlagArgs,
}: {
  readonly nonFlagArgs: readonly string[];
}): Promise<void> {
  const isWhole = nonFlagArgs.length === 0;
  if (isWhole && process.env["EXHAUSTIVE"] === undefined)
    process.stderr.write(BY_DAY);
  process.env["RUN_FOLDER"] = await mkdtemp(
    join(tmpdir(), "twilio-fallback-tests-"),
  );
}
