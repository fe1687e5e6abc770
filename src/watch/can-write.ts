import type { IncidentMap } from "../alerts/incident-map";
import { hasStatus } from "../http/has-status";
import type { Budget } from "../resilience/budget";

/** The Document that watchers write: it says nothing but that Sync could be written. */
const TTL_SECONDS = 86_400;

/** Whether Sync takes what the service writes. Never rejects. */
export async function canWrite(
  { syncServiceSid, audience, rest }: IncidentMap,
  budget: Budget,
): Promise<boolean> {
  const documents = `/v1/Services/${syncServiceSid}/Documents`;
  const name = `fallback-watch-${audience}`;
  const content = {
    Data: JSON.stringify({ at: new Date(budget.startedAt).toISOString() }),
    Ttl: String(TTL_SECONDS),
  };
  const post = (path: string, form: Readonly<Record<string, string>>) =>
    rest.post("sync", path, form, budget.remainingMs());
  const changed = await post(`${documents}/${name}`, content);
  if (!hasStatus(changed, 404)) return hasStatus(changed, 200);
  const created = await post(documents, { UniqueName: name, ...content });
  // A 409 is another watcher's.
  return hasStatus(created, 201) || hasStatus(created, 409);
}
