import { newSid } from "../../sid";
import { apiError, type ApiReply } from "../api";
import type { Fields, ResourceType } from "./resource-types";

/** All resources of one type, in memory. */
export interface ResourceStore {
  readonly type: ResourceType;
  /** Puts one there, unchecked, as if it had always been; returns its SID. */
  add(fields: Fields): string;
  get(sid: string): Fields | undefined;
  /** In the order in which they came. */
  all(): Fields[];
  remove(sid: string): void;
  /** Creates from a form, or changes what the form names, as the API would. */
  create(form: URLSearchParams): ApiReply;
  update(sid: string, form: URLSearchParams): ApiReply | null;
}

/** Starts without any. */
export function resourceStore(type: ResourceType): ResourceStore {
  const resources = new Map<string, Fields>();
  const add = (fields: Fields): string => {
    const sid = newSid(type.sidPrefix);
    resources.set(sid, { sid, ...type.unset, ...fields });
    return sid;
  };
  return {
    type,
    add,
    get: (sid) => resources.get(sid),
    all: () => [...resources.values()],
    remove: (sid) => resources.delete(sid),
    create: (form) => {
      const fields = readForm(type, form, type.unset);
      if ("status" in fields) return fields.refusal;
      const sid = add(fields.written);
      return { status: 201, body: resources.get(sid) };
    },
    update: (sid, form) => {
      const before = resources.get(sid);
      if (before === undefined) return null;
      const fields = readForm(type, form, before);
      if ("status" in fields) return fields.refusal;
      const after = { ...before, ...fields.written };
      resources.set(sid, after);
      return { status: 200, body: after };
    },
  };
}

type FormRead =
  | { readonly written: Fields }
  | { readonly status: "refused"; readonly refusal: ApiReply };

/** What a form writes, or why Twilio refuses it. */
function readForm(
  type: ResourceType,
  form: URLSearchParams,
  before: Fields,
): FormRead {
  const written: Fields = {};
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

function refuse(code: number, message: string): FormRead {
  return { status: "refused", refusal: apiError(400, code, message) };
}

function snakeCase(parameter: string): string {
  return parameter
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .slice(1);
}

function isWebUrl(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text);
}
