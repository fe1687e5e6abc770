/** A REST call as a product of the emulator sees it. */
export interface ApiRequest {
  readonly method: string;
  /** Encoded, below the product, as `/v1/Services/default/Lists`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** The revision that an update expects; null where it takes any. */
  readonly ifMatch: string | null;
  /** The body as it came. */
  readonly text: string;
  /** Who asks: an account's SID, or an API key's. */
  readonly user: string;
}

/** What a product answers: a status, and a body that goes out as JSON (none with a 204). */
export interface ApiReply {
  readonly status: number;
  readonly body?: unknown;
}

/** One product of the REST API. Null where it knows no such call. */
export type ApiProduct = (request: ApiRequest) => ApiReply | null;

/** One product out of parts: the first that knows a call answers it. */
export function productOf(...parts: readonly ApiProduct[]): ApiProduct {
  return (request) => {
    for (const part of parts) {
      const reply = part(request);
      if (reply) return reply;
    }
    return null;
  };
}

/** An error in the shape of Twilio's own. @see https://www.twilio.com/docs/usage/requests-to-twilio */
export function apiError(
  status: number,
  code: number,
  message: string,
): ApiReply {
  return {
    status,
    body: {
      code,
      message,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status,
    },
  };
}

/** Twilio's answer for what is not there, be it a resource or a whole call. */
export function notFound(path: string): ApiReply {
  return apiError(404, 20404, `The requested resource ${path} was not found`);
}
