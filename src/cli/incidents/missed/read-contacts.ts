import type { Twilio } from "twilio";
import type { JournalRecord } from "../../../journal/record";
import { isGone } from "../../account/trouble";
import { mapAtOnce } from "../history/map-at-once";
import type { MissedContact } from "./missed-person";

/**
 * Reads from Twilio, by their SIDs, whom the failures of a time met: the journal names nobody. What
 * Twilio does not know any more is left out.
 *
 * @param onRead - Is told of each.
 */
export async function readContacts(
  sdk: Twilio,
  failures: readonly JournalRecord[],
  onRead: () => void,
): Promise<MissedContact[]> {
  const contacts = await mapAtOnce(distinct(failures), async (failure) => {
    const contact = await readContact(sdk, failure).catch((error: unknown) => {
      if (isGone(error)) return null;
      throw error;
    });
    onRead();
    return contact;
  });
  return contacts.filter((contact) => contact !== null);
}

/** One call can fail at several of its documents. */
function distinct(failures: readonly JournalRecord[]): JournalRecord[] {
  return [...new Map(failures.map((one) => [one.sid, one])).values()];
}

async function readContact(
  sdk: Twilio,
  { sid, at }: JournalRecord,
): Promise<MissedContact | null> {
  if (sid?.startsWith("CA")) {
    const { from, to, direction } = await sdk.calls(sid).fetch();
    return {
      sid,
      channel: "voice",
      at,
      body: null,
      ...sides(from, to, direction),
    };
  }
  if (sid === null || !/^[SM]M/.test(sid)) return null;
  const { from, to, direction, body } = await sdk.messages(sid).fetch();
  return { sid, channel: "messaging", at, body, ...sides(from, to, direction) };
}

function sides(from: string, to: string, direction: string) {
  return direction.startsWith("outbound")
    ? { person: to, ours: from }
    : { person: from, ours: to };
}
