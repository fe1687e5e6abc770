import { CONTROL_CHARACTERS } from "../../../text/control-characters";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import type { AccountApi, RawResource } from "./account-api";
import { atATime } from "./at-a-time";
import {
  KINDS,
  WEBHOOK_FIELDS,
  type Kind,
  type Resource,
  type Webhooks,
} from "./resource";
import { isGone } from "../../account/trouble";

/** Reads every resource of an account that can have a fallback, with what governs it. */
export async function readAccount(api: AccountApi): Promise<Resource[]> {
  const lists = await atATime(KINDS, async (kind) => ({
    kind,
    raws: await api.list(kind),
  }));
  const services = lists
    .filter(({ kind }) => kind === "messaging-service")
    .flatMap(({ raws }) => raws)
    .filter((service) => !leavesInbound(service))
    .map(({ sid }) => String(sid));
  const serviceOf = new Map<string, string>();
  await atATime(services, async (service) => {
    for (const sender of await sendersOf(api, service))
      serviceOf.set(sender, service);
  });
  return lists.flatMap(({ kind, raws }) =>
    raws.map((raw) => resourceOf(kind, raw, serviceOf)),
  );
}

/** None where the Service went away since it was listed. */
async function sendersOf(api: AccountApi, service: string): Promise<string[]> {
  return await api.listSenders(service).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });
}

function resourceOf(
  kind: Kind,
  raw: RawResource,
  serviceOf: ReadonlyMap<string, string>,
): Resource {
  const sid = String(raw["sid"]);
  const names = ["phoneNumber", "shortCode", "friendlyName", "domainName"]
    .map((field) => textIn(raw, field))
    .filter((name) => name !== null)
    .map((name) => name.replace(CONTROL_CHARACTERS, " "));
  const voice = textIn(raw, "trunkSid") ?? textIn(raw, "voiceApplicationSid");
  const messaging = serviceOf.get(sid) ?? textIn(raw, "smsApplicationSid");
  return {
    kind,
    sid,
    name: names[0] ?? sid,
    aliases: names.slice(1),
    webhooks: webhooksOf(kind, raw),
    governors: {
      ...(voice !== null && { voice }),
      ...(messaging !== null && { messaging }),
    },
    leavesInboundToNumbers: leavesInbound(raw),
  };
}

/** What each channel of a resource has set. */
function webhooksOf(kind: Kind, raw: RawResource): Resource["webhooks"] {
  const webhooks: Partial<Record<TwimlChannel, Webhooks>> = {};
  for (const channel of ["voice", "messaging"] as const) {
    const fields = WEBHOOK_FIELDS[kind][channel];
    if (!fields) continue;
    webhooks[channel] = {
      primaryUrl: textIn(raw, fields.primaryUrl),
      fallbackUrl: textIn(raw, fields.fallbackUrl),
      fallbackMethod: textIn(raw, fields.fallbackMethod),
    };
  }
  return webhooks;
}

function leavesInbound({ useInboundWebhookOnNumber }: RawResource): boolean {
  return useInboundWebhookOnNumber === true;
}

/** Null and "" both mean that nothing is set. */
function textIn(raw: RawResource, field: string): string | null {
  const value = raw[field];
  return typeof value === "string" && value !== "" ? value : null;
}
