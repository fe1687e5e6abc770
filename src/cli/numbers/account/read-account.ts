import pMap from "p-map";
import type { AccountApi, ConversationAddress } from "./account-api";
import { KIND_NAMES, KINDS, type Kind } from "./kinds/kinds";
import type { RawResource } from "./kinds/kind";
import { readResource, textAt, type OutsideGovernors } from "./read-resource";
import type { Resource } from "./resource";
import { isGone } from "../../account/trouble";
import { isAbsent, whyUnread, type UnreadKind } from "./unread";

/** How many lists are read at the same time. */
const AT_A_TIME = 4;

/** An account's resources that can have a fallback. */
export interface Account {
  /** Those of the kinds that were asked for, and what governs them. */
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadKind[];
}

/** What was read of each kind. */
type Lists = Map<Kind, readonly RawResource[]>;

/**
 * Reads the resources of an account, with what governs them. Nothing is asked for that neither is
 * of these kinds nor can govern one that is. A kind that may not be read is named.
 */
export async function readAccount(
  api: AccountApi,
  kinds: readonly Kind[] = KIND_NAMES,
): Promise<Account> {
  const unread: UnreadKind[] = [];
  const tryTo = async <T>(
    kind: UnreadKind["kind"],
    read: () => Promise<T[]>,
  ): Promise<T[]> => {
    try {
      return await read();
    } catch (error) {
      const reason = whyUnread(kind, error);
      if (reason === null) throw error;
      unread.push({ kind, reason });
      return [];
    }
  };
  const lists: Lists = new Map();
  const readLists = async (missing: readonly Kind[]): Promise<void> => {
    await pMap(
      missing,
      async (kind) => lists.set(kind, await tryTo(kind, () => api.list(kind))),
      { concurrency: AT_A_TIME },
    );
  };
  await readLists(kinds);
  await readLists(governingKinds(lists).filter((kind) => !lists.has(kind)));
  const has = (trait: "isAddress" | "joinsServices"): boolean =>
    [...lists].some(([kind, raws]) => KINDS[kind][trait] && raws.length > 0);
  const addresses = has("isAddress")
    ? await tryTo("conversation-address", () => readAddresses(api))
    : [];
  const outside: OutsideGovernors = {
    serviceOf: has("joinsServices")
      ? await readServices(api, lists.get("messaging-service") ?? [])
      : new Map<string, string>(),
    conversationOf: new Map(
      addresses.map(({ address, sid }) => [address, sid]),
    ),
  };
  const resources = KIND_NAMES.flatMap((kind) =>
    (lists.get(kind) ?? []).map((raw) => readResource(kind, raw, outside)),
  );
  return { resources, unread };
}

/** The kinds that a resource which was read names as its governor, or may be governed by. */
function governingKinds(lists: Lists): Kind[] {
  const found = new Set<Kind>();
  for (const [kind, raws] of lists) {
    const { governors, joinsServices } = KINDS[kind];
    if (joinsServices && raws.length > 0) found.add("messaging-service");
    for (const field of Object.values(governors).flat()) {
      for (const raw of raws) {
        const prefix = textAt(raw, field)?.slice(0, 2);
        const governing = KIND_NAMES.find((k) => KINDS[k].sidPrefix === prefix);
        if (governing) found.add(governing);
      }
    }
  }
  return [...found];
}

/** The Messaging Service of each number and short code that is in one which answers for it. */
async function readServices(
  api: AccountApi,
  services: readonly RawResource[],
): Promise<Map<string, string>> {
  const { idle } = KINDS["messaging-service"];
  const serviceOf = new Map<string, string>();
  await pMap(
    services.filter((service) => idle(service) === null),
    async (service) => {
      const sid = String(service["sid"]);
      for (const sender of await readSenders(api, sid))
        serviceOf.set(sender, sid);
    },
    { concurrency: AT_A_TIME },
  );
  return serviceOf;
}

/** None where there are no Conversations at all. */
async function readAddresses(api: AccountApi): Promise<ConversationAddress[]> {
  return await api.listConversationAddresses().catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
}

/** None where the Service went away since it was listed. */
async function readSenders(
  api: AccountApi,
  service: string,
): Promise<string[]> {
  return await api.listSenders(service).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });
}
