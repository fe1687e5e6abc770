import { readRequest } from "../invocation/failed-request";
import type { Reply, Route } from "../invocation/route";
import { journalRecord } from "../journal/record";
import { isPrivateAddress } from "../url/private-address";
import { answer } from "./answer";
import { lastWords } from "./last-words";
import type { OriginMemory } from "./recovery/recover";
import type { TokenMemory } from "./recovery/signing-token";
import type { ToldMemory } from "./tell-once";

/** What a warm container remembers of others, beside Sync. */
export interface FallbackMemory {
  readonly origins: OriginMemory;
  readonly tokens: TokenMemory;
  readonly told: ToldMemory;
}

/** The memory of a cold container. */
function emptyMemory(): FallbackMemory {
  return { origins: new Map(), tokens: new Map(), told: new Map() };
}

/** What `/fallback` does; it always answers TwiML. */
export function fallbackRoute(memory: FallbackMemory = emptyMemory()): Route {
  return {
    answer: async (event, invocation) => {
      const tools = { ...invocation, ...memory, isPrivateAddress };
      return twimlReply(await answer(readRequest(event), tools));
    },
    lastResort: (event, { clock, privacy, reason, log }) => {
      const request = readRequest(event);
      const { outcome, twiml } = lastWords(request);
      const ended = { outcome, attempts: [] };
      const record = journalRecord(request.failure, ended, clock, privacy);
      log({ ...record, journaled: false, reason });
      return twimlReply(twiml);
    },
  };
}

function twimlReply(body: string): Reply {
  return { status: 200, headers: { "Content-Type": "text/xml" }, body };
}
