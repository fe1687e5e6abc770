import { channelsOf, definitionOf, type Resource } from "../account/resource";
import { sharesOrigin } from "../account/verdict";
import { mergeChanges, type PlannedChange } from "./change";

/**
 * What to write to move every primary URL of a server to a base: its own path and userinfo, and
 * path, query and fragment of the old URL.
 */
export function planDivert(
  chosen: readonly Resource[],
  from: URL,
  to: URL,
): PlannedChange[] {
  const changes = chosen.flatMap((resource) =>
    channelsOf(resource).flatMap(({ channel, own }): PlannedChange[] => {
      const { kind, sid, name } = resource;
      const { context, webhooks } = definitionOf(resource);
      const field = webhooks[channel]?.primaryUrl ?? null;
      const old = own.primaryUrl;
      if (context === null || field === null || old === null) return [];
      if (!sharesOrigin(old, from.href)) return [];
      const fields = [{ field, old, new: moved(old, to) }];
      return [{ kind, sid, name, fields, seen: new Map([[field, old]]) }];
    }),
  );
  return mergeChanges(changes);
}

/** The rest of the old URL is kept as text: nothing of it is encoded anew. */
function moved(old: string, to: URL): string {
  const rest = old.replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  const base = to.href.replace(/\/$/, "");
  return base + (rest.startsWith("/") ? rest : `/${rest}`);
}
