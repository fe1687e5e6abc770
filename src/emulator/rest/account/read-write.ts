import { apiError, type ApiReply } from "../api";
import {
  textOf,
  type FieldValue,
  type Fields,
  type ResourceType,
} from "./resource-type";

/** What a call writes, or why Twilio refuses it. */
export type WriteRead =
  { readonly written: Fields } | { readonly refusal: ApiReply };

/** Reads a form, whose names are in Pascal case: `VoiceUrl`. */
export function readForm(
  type: ResourceType,
  form: URLSearchParams,
  before: Fields,
): WriteRead {
  const written: Record<string, FieldValue> = {};
  for (const [parameter, value] of form) {
    const name = snakeCase(parameter);
    const unset = type.unset[name];
    if (unset === undefined)
      return refuse(20001, `${parameter} is no parameter of ${type.path}`);
    if (name.endsWith("_url") && value !== "" && !isWebUrl(value))
      return refuse(21402, `${parameter} is not a valid URL: ${value}`);
    if (name.endsWith("_method") && !["GET", "POST", ""].includes(value))
      return refuse(21403, `${parameter} is not a valid method: ${value}`);
    if (typeof unset === "boolean") written[name] = value === "true";
    else written[name] = value === "" ? unset : value;
  }
  const after = { ...before, ...written };
  const broken = type.fallbackRules.find(
    ({ fallback, primary }) => after[fallback] && !after[primary],
  );
  return broken
    ? refuse(broken.code, `${broken.fallback} requires ${broken.primary}`)
    : { written };
}

/** Reads a body in JSON. An object in it stands for the whole of the one that was there. */
export function readJson(type: ResourceType, text: string): WriteRead {
  const written: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(parseObject(text) ?? { "": "" })) {
    const unset = type.unset[name];
    if (unset === undefined)
      return refuse(20001, `"${name}" is no property of ${type.path}`);
    const object = readObject(unset, value);
    if (typeof object === "string") return refuse(21402, object);
    written[name] = object ?? value;
  }
  return { written };
}

/** The object that a value stands for, null where none is wanted, or what is wrong with it. */
function readObject(
  unset: FieldValue,
  value: FieldValue,
): Fields | string | null {
  if (typeof unset !== "object" || unset === null) return null;
  const given = value as Fields;
  for (const [name, text] of Object.entries(given)) {
    if (unset[name] === undefined) return `"${name}" is no property`;
    if (!text) continue;
    if (name.endsWith("_url") && !isWebUrl(textOf(text)))
      return `"${name}" is not a valid URL`;
    if (name.endsWith("_method") && !["POST", "PUT"].includes(textOf(text)))
      return `"${name}" must be POST or PUT`;
  }
  const set = Object.entries(given).filter(([, text]) => text);
  return { ...unset, ...Object.fromEntries(set) };
}

function parseObject(text: string): Fields | null {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return null;
  }
}

function refuse(code: number, message: string): WriteRead {
  return { refusal: apiError(400, code, message) };
}

function snakeCase(parameter: string): string {
  return parameter
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .slice(1);
}

function isWebUrl(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text);
}
