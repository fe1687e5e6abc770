import type { Budget } from "../resilience/budget";
import {
  decideTelling,
  noteFailure,
  noteTold,
  type Reason,
  type SeenFailure,
  type TellingRules,
} from "./decide-telling";
import type { IncidentItem } from "./incident-item";
import {
  readIncident,
  writeIncident,
  type IncidentMap,
  type ItemWriting,
} from "./incident-map";
import type { ItemState } from "./parse-incident";

/** So often an item is read again where others were faster. */
const MAX_TRIES = 3;

/** Where an incident's item stands, and who would be told of it. */
export interface Desk {
  /** Null where the platform gave no credentials. */
  readonly map: IncidentMap | null;
  /** The incident's. */
  readonly key: string;
  readonly rules: TellingRules;
  /** The names of all notifiers. */
  readonly notifiers: readonly string[];
}

/** What Sync says of an incident. */
export type KnownState = ItemState | "unavailable";

/** Something to tell. */
export interface Telling {
  readonly reason: Reason;
  /** What stood in Sync when it was decided. */
  readonly state: KnownState;
  /** The item with this failure noted, and nobody told of it. */
  readonly noted: IncidentItem;
  /** The item once everyone is told. */
  readonly told: IncidentItem;
}

/** Decides whether a failure is to be told; null where those on call know. Pure. */
export function decide(
  { rules, notifiers }: Desk,
  seen: SeenFailure,
  state: KnownState,
): Telling | null {
  const item = itemIn(state);
  const reason = decideTelling(item, seen, rules);
  if (reason === null) return null;
  const noted = noteFailure(item, seen, rules);
  return { reason, state, noted, told: noteTold(noted, seen, notifiers) };
}

/** Decides, and writes before anything is told; once more where another was faster. */
export async function agree(
  desk: Desk,
  seen: SeenFailure,
  known: KnownState,
  budget: Budget,
): Promise<{ telling: Telling; written: ItemWriting } | null> {
  let state = known;
  for (let tries = 1; ; tries++) {
    const telling = decide(desk, seen, state);
    if (telling === null) return null;
    const written = await write(desk, telling.told, state, budget);
    if (written !== "conflict" || tries === MAX_TRIES)
      return { telling, written };
    state = await read(desk, budget);
  }
}

/** Writes an item over what was read of it. */
export async function write(
  { map, key }: Desk,
  item: IncidentItem,
  state: KnownState,
  budget: Budget,
): Promise<ItemWriting> {
  if (map === null || state === "unavailable") return "unavailable";
  return writeIncident(map, key, item, state.revision, budget);
}

/** Sets down that the incident goes on, where there is nothing to tell. */
export async function noteOnly(
  desk: Desk,
  seen: SeenFailure,
  state: KnownState,
  budget: Budget,
): Promise<void> {
  const noted = noteFailure(itemIn(state), seen, desk.rules);
  await write(desk, noted, state, budget);
}

/**
 * Sets down who was told in fact. Where another wrote meanwhile, both stand: whoever was told is
 * told.
 *
 * @param written - How writing that everyone is told ended.
 * @param took - The names of the notifiers that took it.
 */
export async function settle(
  desk: Desk,
  seen: SeenFailure,
  { noted }: Telling,
  written: ItemWriting,
  took: readonly string[],
  budget: Budget,
): Promise<void> {
  const final = took.length > 0 ? noteTold(noted, seen, took) : noted;
  if (written === "unavailable") return;
  if (written !== "conflict") {
    if (took.length === desk.notifiers.length) return;
    const state = { item: null, revision: written.revision };
    if ((await write(desk, final, state, budget)) !== "conflict") return;
  }
  const now = await read(desk, budget);
  const item = noteFailure(itemIn(now), seen, desk.rules);
  if (took.length > 0)
    await write(desk, noteTold(item, seen, took), now, budget);
}

function itemIn(state: KnownState): IncidentItem | null {
  return state === "unavailable" ? null : state.item;
}

async function read({ map, key }: Desk, budget: Budget): Promise<KnownState> {
  return map === null ? "unavailable" : readIncident(map, key, budget);
}
