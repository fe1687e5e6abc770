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
