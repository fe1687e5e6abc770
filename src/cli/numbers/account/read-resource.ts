import { CONTROL_CHARACTERS } from "../../../text/control-characters";
import { KINDS, type Kind } from "./kinds/kinds";
import type { Channel, RawResource } from "./kinds/kind";
import type { Governor, Resource, Webhooks } from "./resource";

/** What governs resources and does not stand in them: by SID, and by address. */
export interface OutsideGovernors {
  /** The SID of the Messaging Service that a number or a short code is in. */
  readonly serviceOf: ReadonlyMap<string, string>;
  /** The SID of the Conversation address of a number or a sender's name. */
  readonly conversationOf: ReadonlyMap<string, string>;
}

/** A resource as the SDK shows it, in this command's terms. */
export function readResource(
  kind: Kind,
  raw: RawResource,
  outside: OutsideGovernors,
): Resource {
  const { names, idle } = KINDS[kind];
  const sid = String(raw["sid"]);
  const known = names
    .map((field) => textAt(raw, field))
    .filter((name) => name !== null);
  const shown = known.map((name) => name.replace(CONTROL_CHARACTERS, " "));
  return {
    kind,
    sid,
    name: shown[0] ?? sid,
    aliases: shown.slice(1),
    webhooks: readWebhooks(kind, raw),
    governors: readGovernors(kind, raw, known[0], outside),
    idle: idle(raw),
  };
}

/** The text of a property, also of one within another (`webhook.fallbackUrl`); null where unset. */
export function textAt(raw: RawResource, field: string): string | null {
  const value = field
    .split(".")
    .reduce<unknown>(
      (holder, name) => (holder as RawResource | null | undefined)?.[name],
      raw,
    );
  return typeof value === "string" && value !== "" ? value : null;
}

function readWebhooks(kind: Kind, raw: RawResource): Resource["webhooks"] {
  const text = (field: string | null) =>
    field === null ? null : textAt(raw, field);
  const read = Object.entries(KINDS[kind].webhooks).map(
    ([channel, fields]): [string, Webhooks] => [
      channel,
      {
        primaryUrl: text(fields.primaryUrl),
        fallbackUrl: text(fields.fallbackUrl),
        fallbackMethod: text(fields.fallbackMethod),
      },
    ],
  );
  return Object.fromEntries(read);
}

/** A Conversation takes a message before a Messaging Service does, and that before a TwiML App. */
function readGovernors(
  kind: Kind,
  raw: RawResource,
  address: string | undefined,
  { serviceOf, conversationOf }: OutsideGovernors,
): Resource["governors"] {
  const { governors, isAddress } = KINDS[kind];
  const strongest = (channel: Channel): string | undefined =>
    governors[channel]
      ?.map((field) => textAt(raw, field))
      .find((sid) => sid !== null) ?? undefined;
  const conversation =
    isAddress && address !== undefined
      ? conversationOf.get(address)
      : undefined;
  const voice = strongest("voice");
  const messaging = serviceOf.get(String(raw["sid"])) ?? strongest("messaging");
  const resource = (sid: string): Governor => ({ sid, is: "resource" });
  return {
    ...(voice !== undefined && { voice: resource(voice) }),
    ...(messaging !== undefined && { messaging: resource(messaging) }),
    ...(conversation !== undefined && {
      messaging: { sid: conversation, is: "conversation" },
    }),
  };
}
