import { newSid } from "../../sid";
import type { ApiReply } from "../api";
import { readForm, readJson, type WriteRead } from "./read-write";
import type { Fields, ResourceType } from "./resource-type";

/** All resources of one type, in memory. */
export interface ResourceStore {
  readonly type: ResourceType;
  /** Puts one there, unchecked, as if it had always been; returns its SID. */
  add(fields: Fields): string;
  get(sid: string): Fields | undefined;
  /** In the order in which they came. */
  all(): Fields[];
  remove(sid: string): void;
  /** Creates from a form, as the API would. */
  create(form: URLSearchParams): ApiReply;
  /** Changes what a form names, as the API would. */
  update(sid: string, form: URLSearchParams): ApiReply | null;
  /** Changes what a body in JSON names, as the API would. */
  updateFromJson(sid: string, text: string): ApiReply | null;
}

/** Starts without any. */
export function resourceStore(type: ResourceType): ResourceStore {
  const resources = new Map<string, Fields>();
  const add = (fields: Fields): string => {
    const sid = newSid(type.sidPrefix);
    resources.set(sid, { sid, ...type.unset, ...filled(type.unset, fields) });
    return sid;
  };
  const change = (
    sid: string,
    read: (before: Fields) => WriteRead,
    status: number,
  ): ApiReply | null => {
    const before = resources.get(sid);
    if (before === undefined) return null;
    const write = read(before);
    if ("refusal" in write) return write.refusal;
    const body = { ...before, ...write.written };
    resources.set(sid, body);
    return { status, body };
  };
  return {
    type,
    add,
    get: (sid) => resources.get(sid),
    all: () => [...resources.values()],
    remove: (sid) => resources.delete(sid),
    create: (form) => {
      const write = readForm(type, form, type.unset);
      if ("refusal" in write) return write.refusal;
      return { status: 201, body: resources.get(add(write.written)) };
    },
    update: (sid, form) =>
      change(sid, (before) => readForm(type, form, before), 200),
    // A sender's change is taken, and done a little later.
    updateFromJson: (sid, text) => change(sid, () => readJson(type, text), 202),
  };
}

/** Fields in which objects have everything that they hold while it is unset. */
function filled(unset: Fields, fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, value]) => {
    const without = unset[name];
    const isObject = typeof value === "object" && value !== null;
    return isObject && typeof without === "object"
      ? [name, { ...without, ...value }]
      : [name, value];
  });
  return Object.fromEntries(entries) as Fields;
}
