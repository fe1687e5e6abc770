import { CONTROL_CHARACTERS } from "../../../text/control-characters";

/** A URL as it is shown: its password stays between the account and its owner. */
export function withoutPassword(url: string): string {
  return url
    .replace(CONTROL_CHARACTERS, " ")
    .replace(/^([a-z]+:\/\/[^/?#:@]*):[^/?#@]*@/i, "$1:•••@");
}
