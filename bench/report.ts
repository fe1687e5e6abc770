import Table from "cli-table3";
import { BORDERLESS } from "../src/cli/terminal/borderless";
import { color } from "../src/cli/terminal/color";
import type { Capacity } from "./capacity";
import type { Figure } from "./figure";

/** The figures as a table: what was claimed, what was seen. */
export function figuresText(figures: readonly Figure[]): string {
  const table = new Table({
    head: ["", "What", "Target", "Measured"],
    colWidths: [3, 46, 28, 54],
    wordWrap: true,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 1 },
    chars: BORDERLESS,
  });
  for (const { isMet, what, target, measured } of figures)
    table.push([
      isMet ? color.green("✔") : color.red("✖"),
      what,
      target,
      measured,
    ]);
  const met = figures.filter(({ isMet }) => isMet).length;
  const verdict = `${met} of ${figures.length} targets met.`;
  return `${table.toString()}\n\n${met === figures.length ? color.green(`✔ ${verdict}`) : color.red(`✖ ${verdict}`)}`;
}

/** What the measured latencies mean for one service, as a table of Markdown. */
export function capacityText(rows: readonly Capacity[]): string {
  return [
    "| situation | a reply takes | one service saves | shards that keep up |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      ({ situation, latencyMs, callsPerSecond, shards }) =>
        `| ${situation} | ${latencyMs} ms | ${callsPerSecond} calls a second | ${shards} |`,
    ),
  ].join("\n");
}
