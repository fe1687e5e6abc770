import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import { color } from "./color";

/** A column of what is printed a line at a time. */
export interface Column<Key extends string> {
  readonly key: Key;
  readonly title: string;
  /** In columns of the terminal, without the space behind. */
  readonly width: number;
  /** Takes what the others leave, and has `width` at least. */
  readonly grows?: boolean;
  /** The least width of a terminal in which it is shown. */
  readonly from?: number;
}

/** Columns that are fitted to a terminal. */
export interface Lines<Key extends string> {
  /** The titles, dimmed. */
  readonly heading: string;
  /** One row, each cell in one line: a text that is too long ends in … */
  readonly row: (cells: Readonly<Record<Key, string>>) => string;
}

/** Fits columns into a terminal: what has no room there is left out, and one column takes the rest. */
export function fitColumns<Key extends string>(
  columns: readonly Column<Key>[],
  terminalColumns: number,
): Lines<Key> {
  const shown = columns.filter(({ from = 0 }) => from <= terminalColumns);
  const taken = shown.reduce((sum, { width }) => sum + width + 1, -1);
  const rest = Math.max(0, terminalColumns - taken);
  const fitted = shown.map(({ key, title, width, grows }) => ({
    key,
    title,
    width: grows ? width + rest : width,
  }));
  const line = (cellFor: (column: (typeof fitted)[number]) => string) =>
    fitted
      .map((column) =>
        pad(shorten(cellFor(column), column.width), column.width),
      )
      .join(" ")
      .trimEnd();
  return {
    heading: line(({ title }) => color.dim(title)),
    row: (cells) => line(({ key }) => cells[key]),
  };
}

/** A text in so many columns of a terminal, cut between words where it can be. */
export function shorten(text: string, width: number): string {
  return cliTruncate(text, width, { preferTruncationOnSpace: true });
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}
