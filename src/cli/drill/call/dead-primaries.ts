import type { Webhook } from "../../../emulator";

/** A primary that Twilio cannot use, without a server of one's own that would have to fail. */
export interface DeadPrimary {
  /** For a person. */
  readonly what: string;
  readonly webhookAt: (target: string) => Webhook;
}

/** Shows whether the fallback is told of the query. */
const QUERY = "?probe=1";

/** How the primary of a call may die, by the name of the option. */
export const DEAD_PRIMARIES = {
  refused: {
    what: "no connection: a port of the service where nobody listens",
    webhookAt: (target) => {
      const url = new URL(`/drill${QUERY}`, target);
      url.port = "1";
      return { url: `${url.href}#ct=2000&rc=0`, method: "POST" };
    },
  },
  timeout: {
    what: "no answer: an address that is kept for documentation (RFC 5737)",
    webhookAt: () => ({
      url: `http://192.0.2.1/drill${QUERY}#ct=3000&rc=0`,
      method: "POST",
    }),
  },
  "500": {
    what: "an HTTP error: a path of the service that lets nobody in",
    webhookAt: (target) => ({
      url: new URL(`/incidents${QUERY}`, target).href,
      method: "GET",
    }),
  },
  "not-twiml": {
    what: "a page: the dashboard of the service",
    webhookAt: (target) => ({
      url: new URL(`/dashboard.html${QUERY}`, target).href,
      method: "GET",
    }),
  },
} as const satisfies Record<string, DeadPrimary>;

/** The name of one. */
export type DeadPrimaryName = keyof typeof DEAD_PRIMARIES;

/** The names, as they are typed. */
export const DEAD_PRIMARY_NAMES = Object.keys(
  DEAD_PRIMARIES,
) as DeadPrimaryName[];
