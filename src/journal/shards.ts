/** The unique name of the Sync List that is shard `n` of the journal. */
export function listName(shard: number): string {
  return `fallback-journal-${shard}`;
}

/** The path of a Sync service's Lists, or of the items of one shard of the journal. */
export function listsPath(syncServiceSid: string, shard?: number): string {
  const lists = `/v1/Services/${syncServiceSid}/Lists`;
  return shard === undefined ? lists : `${lists}/${listName(shard)}/Items`;
}

/** The shard of a text (FNV-1a): the same for every record of a call, spread over all calls. */
export function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % shards;
}

/** Any shard but this one, by chance, so that a full shard spreads its load; null if it is alone. */
export function otherShard(shard: number, shards: number): number | null {
  if (shards < 2) return null;
  return (shard + 1 + Math.floor(Math.random() * (shards - 1))) % shards;
}
