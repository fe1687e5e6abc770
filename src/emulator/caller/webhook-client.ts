import type { Params } from "../../twilio/signature";
import type { Carrier } from "./carrier";
import type { CallerEvent } from "./events";
import type { WebMemory } from "./web-memory";

/** A URL as it is set on a number, with its method. */
export interface Webhook {
  readonly url: string;
  readonly method: "GET" | "POST";
}

/** Twilio as it asks webhooks: as which account, whom it trusts, what it keeps and who looks on. */
export interface WebhookClient {
  /** Requests are signed with it. */
  readonly authToken: string;
  /** PEM certificates that are trusted in place of the well-known ones. */
  readonly ca?: string | undefined;
  /** Cookies and documents from earlier requests; where it is absent, nothing is kept. */
  readonly memory?: WebMemory;
  /** Is told of every webhook, call and recording. */
  readonly observe?: (event: CallerEvent) => void;
  /** Carries messages; where it is absent, each is delivered. */
  readonly carrier?: Carrier;
}

/** The value of a parameter; "" where it is absent. */
export function paramOf(params: Params, name: string): string {
  return params.find(([one]) => one === name)?.[1] ?? "";
}

/** Parameters with some of them set anew: what is there keeps its place. */
export function withParams(params: Params, changes: Params): Params {
  const changed = new Map(changes);
  const known = new Set(params.map(([name]) => name));
  return [
    ...params.map(([name, value]): Params[number] => [
      name,
      changed.get(name) ?? value,
    ]),
    ...changes.filter(([name]) => !known.has(name)),
  ];
}
