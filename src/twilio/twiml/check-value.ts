import { closestName } from "./closest-name";
import type { ChannelSchema } from "./schema";

/** What is wrong with an attribute's value; a warning is something that Twilio may know. */
export interface ValueFault {
  readonly reason: string;
  readonly isWarning: boolean;
}

/** The attributes whose values are HTTP methods; some types call them only `string`. */
const METHOD_NAME = /^method$|Method$/;
/** Twilio adds voices without a new package; a near name may be another voice. */
const VOICES = "Voice";
/** Twilio adds languages likewise; a near name is a slip. */
const LANGUAGES = /Language$|XmlLang$/;
const MAX_LISTED = 12;

/**
 * Checks the value of an attribute against its type in the schema: `string`, `number`, `boolean`,
 * the name of a list of values, or one of them with `[]`, which a space separates.
 */
export function checkValue(
  name: string,
  value: string,
  type: string,
  values: ChannelSchema["values"],
): ValueFault | null {
  const parts = type.endsWith("[]") ? value.trim().split(/\s+/) : [value];
  const single = type.replace("[]", "");
  for (const part of parts) {
    const fault = checkPart(name, part, single, values[single] ?? null);
    if (fault !== null) return fault;
  }
  return null;
}

function checkPart(
  name: string,
  value: string,
  type: string,
  known: readonly string[] | null,
): ValueFault | null {
  if (known !== null) return checkListed(name, value, type, known);
  if (METHOD_NAME.test(name))
    return checkListed(name, value, type, ["GET", "POST"]);
  if (type === "number" && !/^-?\d+(\.\d+)?$/.test(value))
    return refuse(`${name}="${value}": write a number`);
  if (type === "boolean" && !/^(true|false)$/.test(value))
    return refuse(`${name}="${value}": write true or false`);
  return null;
}

function checkListed(
  name: string,
  value: string,
  type: string,
  known: readonly string[],
): ValueFault | null {
  if (known.includes(value)) return null;
  const meant = closestName(value, known);
  if (type.endsWith(VOICES) || (LANGUAGES.test(type) && meant === null)) {
    const reason = `${name}="${value}": it is misspelt, or newer than this check`;
    return { reason, isWarning: true };
  }
  if (meant !== null)
    return refuse(`${name}="${value}": did you mean "${meant}"?`);
  const listed = known.slice(0, MAX_LISTED).join(", ");
  const more = known.length > MAX_LISTED ? ", …" : "";
  return refuse(`${name}="${value}": write one of ${listed}${more}`);
}

function refuse(reason: string): ValueFault {
  return { reason, isWarning: false };
}
