import { setTimeout as sleep } from "node:timers/promises";
import twilio from "twilio";
import RequestClient, {
  type RequestOptions,
} from "twilio/lib/base/RequestClient.js";
import { defaultEdge } from "../../twilio/default-edge";

/** Who asks Twilio's API, and where. */
export interface SdkAccess {
  readonly accountSid: string;
  /** The account's SID, or an API key's. */
  readonly user: string;
  /** The account's auth token, or the API key's secret. */
  readonly password: string;
  readonly region: string | null;
  readonly edge: string | null;
  /** An `http` base URL on a loopback host, without a trailing slash. */
  readonly emulatorUrl: string | null;
}

/** Answers of 429 are tried again, also to a write: Twilio did nothing then. */
const TRY_AGAIN = { autoRetry: true, maxRetries: 8, maxRetryDelay: 5000 };

/** How often a request that only reads is sent, where no answer came or Twilio's own error. */
const READ_TRIES = 6;

/** The first pause before it is sent again; each is twice the one before. */
const READ_PAUSE_MS = 50;

/** No answer will come, however often one asks. */
const HOPELESS = ["ECONNREFUSED", "ENOTFOUND"];

/** Twilio's SDK, which tries again where Twilio is asked too often, and can ask the emulator. */
export function twilioSdk(
  access: SdkAccess,
  retries: Partial<typeof TRY_AGAIN> = TRY_AGAIN,
): twilio.Twilio {
  const { accountSid, user, password, region, edge, emulatorUrl } = access;
  return twilio(user, password, {
    accountSid,
    region: region ?? "",
    edge: edge ?? defaultEdge(region) ?? "",
    httpClient: new ConfiguredClient(emulatorUrl, retries),
  });
}

/** Asks the configured base, and no other host that an answer names. */
class ConfiguredClient extends RequestClient {
  readonly #emulatorUrl: string | null;
  readonly #readTries: number;

  constructor(
    emulatorUrl: string | null,
    retries: ConstructorParameters<typeof RequestClient>[0],
  ) {
    super(retries);
    this.#emulatorUrl = emulatorUrl;
    this.#readTries = retries?.autoRetry ? READ_TRIES : 1;
  }

  override async request<T>(
    options: RequestOptions<T>,
  ): ReturnType<typeof RequestClient.prototype.request<T>> {
    const uri = this.#emulatorUrl
      ? options.uri.replace(
          /^https:\/\/([a-z]+)(?:\.[a-z0-9-]+){0,2}\.twilio\.com(?=\/)/,
          `${this.#emulatorUrl}/$1`,
        )
      : options.uri;
    const response = await this.#send({ ...options, uri });
    pinNextPage(response.body, new URL(options.uri).origin);
    return response;
  }

  /** A write is sent once alone: whether it was done, only the one who sent it can find out. */
  async #send<T>(
    options: RequestOptions<T>,
  ): ReturnType<typeof RequestClient.prototype.request<T>> {
    const tries = options.method === "get" ? this.#readTries : 1;
    for (let pauseMs = READ_PAUSE_MS, left = tries - 1; ; left--) {
      try {
        const response = await super.request({ ...options });
        if (response.statusCode < 500 || left === 0) return response;
      } catch (error) {
        const { code = "" } = error as { code?: string };
        if (left === 0 || HOPELESS.includes(code)) throw error;
      }
      await sleep(pauseMs);
      pauseMs *= 2;
    }
  }
}

/** Gives `meta.next_page_url` the origin that was asked: only its path and query are followed. */
function pinNextPage(body: unknown, origin: string): void {
  const { meta } = (body ?? {}) as { meta?: { next_page_url?: unknown } };
  if (typeof meta?.next_page_url !== "string") return;
  const { pathname, search } = new URL(meta.next_page_url, origin);
  meta.next_page_url = Object.assign(new URL(origin), {
    pathname,
    search,
  }).href;
}
