import picocolors from "picocolors";

/** Colours. A `Terminal` takes them out again where they are not wanted. */
export const color = picocolors.createColors(true);

/** A text as it stands in a file, in a pipe, and in the log of a CI. */
export function withoutColor(text: string): string {
  // eslint-disable-next-line no-control-regex -- that is what a colour begins with
  return text.replaceAll(/\u001B\[[\d;]*m/g, "");
}
