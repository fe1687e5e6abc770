import { CONTROL_CHARACTERS } from "./control-characters";

/** A text from outside on one line: nothing in it drives a terminal or ends a line. */
export function toOneLine(text: string): string {
  return text.replace(CONTROL_CHARACTERS, " ").trim();
}
