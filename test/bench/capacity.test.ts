import { readFileSync } from "node:fs";
import { capacityOf } from "../../bench/capacity";

/** The cells of a table's rows, below its head. */
function rowsOf(document: string, firstHeading: string): string[][] {
  const [, table = ""] = document.split(
    new RegExp(`^\\| ${firstHeading} .*$`, "m"),
  );
  const [rows = ""] = table.trimStart().split("\n\n");
  return rows
    .split("\n")
    .slice(1)
    .map((row) =>
      row
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}

describe("docs/capacity.md", () => {
  const text = readFileSync("docs/capacity.md", "utf8");

  it("computes what a service saves from what was measured", () => {
    const rows = rowsOf(text, "situation");
    expect(rows).toHaveLength(6);
    for (const [situation = "", latency = "", saves, shards] of rows) {
      const { callsPerSecond, shards: needed } = capacityOf(
        situation,
        parseFloat(latency),
      );
      expect([saves, shards]).toEqual([
        `${callsPerSecond} calls a second`,
        String(needed),
      ]);
    }
  });

  it("computes what several services save", () => {
    const one = (latencyMs: number) => capacityOf("", latencyMs).callsPerSecond;
    const rows = rowsOf(text, "services");
    expect(rows).toHaveLength(4);
    for (const [services, withBackup, without] of rows)
      expect([withBackup, without]).toEqual([
        String(Number(services) * one(83)),
        String(Number(services) * one(42)),
      ]);
  });
});
