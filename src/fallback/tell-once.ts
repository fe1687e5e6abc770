import { createHash } from "node:crypto";
import type { HttpOutcome } from "../http/send-http";
import { personId, type Privacy } from "../journal/privacy";
import type { Failure } from "../journal/record";
import { isOpen, type Breaker } from "../resilience/breaker";
import type { Budget } from "../resilience/budget";
import type { RestClient } from "../twilio/rest";

const MAP_NAME = "fallback-told";
const HOUR_S = 3600;
const HOUR_MS = HOUR_S * 1000;
/** As a write of the journal, beside which this is asked. */
const TIMEOUT_MS = 1500;
/** A container that learns that another has told somebody asks again then. */
const ASK_AGAIN_MS = 60_000;
/** More than a container meets in an hour. */
const MAX_REMEMBERED = 10_000;

/** When this container told whom, in Unix milliseconds, by the key of `fallback-told`. */
export type ToldMemory = Map<string, number>;

/** What it takes to know who was told. */
export interface TellingDesk {
  readonly syncServiceSid: string;
  /** Null where the platform gave no credentials. */
  readonly rest: RestClient | null;
  /** Sync, as it answers to the journal. */
  readonly sync: Breaker;
  readonly told: ToldMemory;
}

/**
 * Whether our words may be said to this person by this number of ours: once an hour, over all
 * containers, so that two auto-responders stop. Where Sync does not say, this container's own
 * memory decides. Never rejects.
 */
export async function tellOnce(
  failure: Pick<Failure, "person" | "to">,
  privacy: Privacy,
  desk: TellingDesk,
  budget: Budget,
): Promise<boolean> {
  const person = personId(failure.person, privacy);
  const key = `${person ?? failure.person ?? ""}-${hash(failure.to ?? "")}`;
  if (wasTold(desk.told, key)) return false;
  // Noted before it is asked: of two messages at once, one is answered, though Sync be silent.
  note(desk.told, key);
  if (person === null || !(await isTaken(key, desk, budget))) return true;
  // Nobody knows for how long it stands yet.
  note(desk.told, key, HOUR_MS - ASK_AGAIN_MS);
  return false;
}

/** Whether Sync says that another has told this person. */
async function isTaken(
  key: string,
  { syncServiceSid, rest, sync }: TellingDesk,
  budget: Budget,
): Promise<boolean> {
  if (rest === null || isOpen(sync, Date.now())) return false;
  const share = budget.share(TIMEOUT_MS);
  const maps = `/v1/Services/${syncServiceSid}/Maps`;
  const create = (path: string, form: Record<string, string>) =>
    rest.post("sync", path, form, share.remainingMs());
  const item = { Key: key, Data: "{}", ItemTtl: String(HOUR_S) };
  const items = `${maps}/${MAP_NAME}/Items`;
  let created = await create(items, item);
  if (hasStatus(created, 404)) {
    await create(maps, { UniqueName: MAP_NAME });
    created = await create(items, item);
  }
  return hasStatus(created, 409);
}

function hasStatus(outcome: HttpOutcome, status: number): boolean {
  return outcome.kind === "response" && outcome.status === status;
}

/** A clock that was put back makes no hour longer than two. */
function wasTold(told: ToldMemory, key: string): boolean {
  const at = told.get(key);
  return at !== undefined && Math.abs(Date.now() - at) < HOUR_MS;
}

function note(told: ToldMemory, key: string, agoMs = 0): void {
  told.delete(key);
  const [oldest] = told.keys();
  if (told.size >= MAX_REMEMBERED && oldest !== undefined) told.delete(oldest);
  told.set(key, Date.now() - agoMs);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
