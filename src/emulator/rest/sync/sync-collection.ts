import { newSid } from "../../sid";
import { apiError, type ApiReply } from "../api";
import { rateLimit, type Rate } from "../rate-limit";
import { isAlive, readContent, type SyncObject } from "./sync-object";

const MAX_NAME_LENGTH = 256;

/** The Lists, the Documents or the Maps of a service, by unique name. */
export interface Collection {
  create(form: URLSearchParams): SyncObject | ApiReply;
  /** By unique name or SID; what has expired is not there. */
  find(key: string): SyncObject | undefined;
  delete(object: SyncObject): void;
  /** Those that have not expired. */
  alive(): SyncObject[];
}

/** Starts an empty collection. SIDs begin with `sidPrefix`; objects are created at `rate`. */
export function collection(
  sidPrefix: string,
  rate: Rate,
  readRate: Rate,
): Collection {
  const objects = new Map<string, SyncObject>();
  const creations = rateLimit(rate);
  const find = (key: string): SyncObject | undefined => {
    const object =
      objects.get(key) ?? [...objects.values()].find(({ sid }) => sid === key);
    return object && isAlive(object) ? object : undefined;
  };
  return {
    create: (form) => {
      const sid = newSid(sidPrefix);
      const uniqueName = form.get("UniqueName") ?? sid;
      const content = readContent(form, "Ttl");
      if ("status" in content) return content;
      const isSid = /^[A-Z]{2}[0-9a-f]{32}$/.test(form.get("UniqueName") ?? "");
      if (isSid || uniqueName.length > MAX_NAME_LENGTH)
        return apiError(400, 54302, "Invalid unique name");
      if (!creations.take()) return tooManyRequests();
      if (find(uniqueName))
        return apiError(409, 54301, "Unique name already exists");
      const object: SyncObject = {
        sid,
        uniqueName,
        ...content,
        items: [],
        itemsByKey: new Map(),
        writes: rateLimit(rate),
        reads: rateLimit(readRate),
      };
      objects.set(uniqueName, object);
      return object;
    },
    find,
    delete: ({ uniqueName }) => objects.delete(uniqueName),
    alive: () => [...objects.values()].filter(isAlive),
  };
}

/** Sync's answer to more than its limits allow. */
export function tooManyRequests(): ApiReply {
  return apiError(429, 54009, "Too many requests");
}
