import type { Twilio } from "twilio";
import type { Aftermath } from "./group-people";
import type { LaterContact, Voicemail } from "./missed-person";

const PAGE_SIZE = 1000;

/**
 * Reads what came after: voicemails, calls that were completed, and messages of ours that say more
 * than an apology.
 *
 * @param since - Unix milliseconds.
 * @param apologies - What senders get where no backup answers.
 */
export async function readAftermath(
  sdk: Twilio,
  since: number,
  apologies: ReadonlySet<string>,
): Promise<Aftermath> {
  const after = new Date(since);
  const [recordings, calls, messages] = await Promise.all([
    sdk.recordings.list({ dateCreatedAfter: after, pageSize: PAGE_SIZE }),
    sdk.calls.list({
      status: "completed",
      startTimeAfter: after,
      pageSize: PAGE_SIZE,
    }),
    sdk.messages.list({ dateSentAfter: after, pageSize: PAGE_SIZE }),
  ]);
  const voicemails = new Map<string, Voicemail[]>();
  for (const { sid, callSid, duration, uri } of recordings) {
    const url = `https://api.twilio.com${uri.replace(/\.json$/, "")}`;
    const ofCall = voicemails.get(callSid) ?? [];
    voicemails.set(callSid, ofCall);
    ofCall.push({ sid, seconds: Number(duration), url });
  }
  const answered = messages.filter(
    ({ direction, body, status }) =>
      direction.startsWith("outbound") &&
      !/^(failed|undelivered|canceled)$/.test(status) &&
      !apologies.has(body.trim()),
  );
  return {
    voicemails,
    later: [
      ...calls.map((call) => toLater(call, call.startTime)),
      ...answered.map((message) => toLater(message, message.dateCreated)),
    ],
  };
}

function toLater(
  { sid, from, to }: Pick<LaterContact, "sid" | "from" | "to">,
  at: Date | null,
): LaterContact {
  return { sid, from, to, at: at?.getTime() ?? 0 };
}
