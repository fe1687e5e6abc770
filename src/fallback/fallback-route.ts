import { readRequest } from "../invocation/failed-request";
import type { Reply, Route } from "../invocation/route";
import { journalRecord } from "../journal/record";
import { isPrivateAddress } from "../url/private-address";
import { answer } from "./answer";
import type { OriginMemory } from "./recovery/recover";
import { chooseWords } from "./words";

/** What `/fallback` does; it always answers TwiML. Keeps what it learns of backups. */
export function fallbackRoute(origins: OriginMemory = new Map()): Route {
  return {
    answer: async (event, invocation) =>
      twimlReply(
        await answer(readRequest(event), {
          ...invocation,
          origins,
          isPrivateAddress,
        }),
      ),
    lastResort: (event, { clock, privacy, reason, log }) => {
      const { failure } = readRequest(event);
      const outcome = { outcome: "apologized", attempts: [] } as const;
      const record = journalRecord(failure, outcome, clock, privacy);
      log({ ...record, journaled: false, reason });
      return twimlReply(chooseWords(failure));
    },
  };
}

function twimlReply(body: string): Reply {
  return { status: 200, headers: { "Content-Type": "text/xml" }, body };
}
