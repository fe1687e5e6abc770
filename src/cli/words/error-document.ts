import type { TwimlChannel } from "../../twilio/check-twiml";

/** The names of error documents: for every number, or for those that begin with the digits. */
const ERROR_DOCUMENT = /^(voice|messaging)-error(?:\.(\d+))?\.xml$/;

/** One error document: whom its words are for. */
export interface ErrorDocument {
  readonly path: string;
  readonly channel: TwimlChannel;
  /** The digits that numbers begin with; null where it is for every other number. */
  readonly digits: string | null;
}

/** The error documents among the files of `assets/`: for calls, then for messages, each those for every
 * number first. */
export function findErrorDocuments(paths: Iterable<string>): ErrorDocument[] {
  return [...paths]
    .flatMap((path): ErrorDocument[] => {
      const [, channel, digits = null] = ERROR_DOCUMENT.exec(path) ?? [];
      return channel === undefined
        ? []
        : [{ path, channel: channel as TwimlChannel, digits }];
    })
    .toSorted(
      (one, other) =>
        other.channel.localeCompare(one.channel) ||
        (one.digits ?? "").localeCompare(other.digits ?? ""),
    );
}
