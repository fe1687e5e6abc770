import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/**
 * Fills paragraphs up to a width, and breaks inside no word. An empty line parts paragraphs; a line
 * that begins with a space stands for itself.
 */
export function fill(text: string, columns: number): string {
  return text
    .replaceAll(/(?<=\S)[ ]*\n(?=\S)/g, " ")
    .split("\n")
    .map((line) => wrapAnsi(line, columns, { trim: !line.startsWith(" ") }))
    .join("\n");
}

/**
 * Wraps each line to a width, and breaks inside no word. What goes on below a line stands under its
 * first word, behind its mark, as `  1. ` or `✔ `.
 */
export function wrapLines(text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => {
      const [mark = ""] = MARK.exec(line) ?? [];
      const indent = stringWidth(mark);
      const words = wrapAnsi(line.slice(mark.length), columns - indent);
      return mark + words.replaceAll("\n", `\n${" ".repeat(indent)}`);
    })
    .join("\n");
}

/** Spaces, and a sign or a number that begins a point, with its colours. */
const MARK =
  // eslint-disable-next-line no-control-regex -- that is what a colour begins with
  /^ *(?:(?:\u001B\[[\d;]*m)*(?:[✔✖?–•]|\d+\.|On|Off)(?:\u001B\[[\d;]*m)* +)?/;
