import Table from "cli-table3";
import type { TwimlChannel } from "../../twilio/check-twiml";
import { BORDERLESS } from "./borderless";
import { color } from "./color";

/** A column of what a drill prints, a line at a time. */
export interface Column {
  readonly title: string;
  /** In characters, with the space behind. */
  readonly width: number;
}

/** The lines above the rows of a channel. */
export function headingOf(
  channel: TwimlChannel,
  columns: readonly Column[],
): string {
  const titles = columns.map(({ title }) => color.dim(title));
  return `\n${color.bold(channel === "voice" ? "Calls" : "Messages")}\n${lineOf(columns, titles)}`;
}

/** One row; a cell whose words are too many goes on below. */
export function lineOf(columns: readonly Column[], cells: string[]): string {
  const table = new Table({
    colWidths: columns.map(({ width }) => width),
    wordWrap: true,
    chars: BORDERLESS,
    style: { "padding-left": 0, "padding-right": 1 },
  });
  table.push(cells);
  return table.toString();
}

/** To one line of a column. */
export function shorten(text: string, width: number): string {
  return text.length > width - 1 ? `${text.slice(0, width - 2)}…` : text;
}
