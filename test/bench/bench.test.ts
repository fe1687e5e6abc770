import { resolve } from "node:path";
import { checkout } from "../support/runtime/checkout";
import { startProgram } from "../support/runtime/command";

const TSX = resolve("node_modules/tsx/dist/cli.mjs");
const NEEDED = ["bench", "test/fixtures"] as const;

interface Report {
  node: string;
  roundTripMs: number;
  figures: {
    name: string;
    isMet: boolean;
    values: Record<string, number>;
  }[];
  capacity: unknown[];
}

describe("npm run bench", () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await checkout(NEEDED));
  });
  afterAll(() => remove());
  const bench = (...args: string[]) =>
    startProgram([TSX, resolve(folder, "bench/bench.ts")], args, folder).ended;

  it("reports what it measured, for machines too", async () => {
    const { code, stdout } = await bench(
      ...["--only", "bundle", "incidents"],
      ...["--round-trip", "1", "--json"],
    );
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({ node: process.version, roundTripMs: 1 });
    expect(report.figures).toMatchObject([
      { name: "bundle", isMet: true },
      { name: "incidents", values: { read: 10_000 } },
    ]);
    expect(code).toBe(0);
  });

  it("refuses what it does not know, in one line", async () => {
    const { code, stderr } = await bench("--round-trip", "0");
    expect(code).toBe(2);
    expect(stderr.trim()).toBe(
      "error: option '--round-trip <ms>' argument '0' is invalid. expected a whole number from 1 to 1000",
    );
  });
});
