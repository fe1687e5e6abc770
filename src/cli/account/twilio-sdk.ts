import twilio from "twilio";
import RequestClient, {
  type RequestOptions,
} from "twilio/lib/base/RequestClient.js";

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

/** Only answers of 429 are tried again: Twilio did nothing then. */
const TRY_AGAIN = { autoRetry: true, maxRetries: 8, maxRetryDelay: 5000 };

/** Twilio's SDK, which tries again where Twilio is asked too often, and can ask the emulator. */
export function twilioSdk(
  access: SdkAccess,
  retries: Partial<typeof TRY_AGAIN> = TRY_AGAIN,
): twilio.Twilio {
  const { accountSid, user, password, region, edge, emulatorUrl } = access;
  return twilio(user, password, {
    accountSid,
    region: region ?? "",
    edge: edge ?? "",
    httpClient: new ConfiguredClient(emulatorUrl, retries),
  });
}

/** Asks the configured base, and no other host that an answer names. */
class ConfiguredClient extends RequestClient {
  readonly #emulatorUrl: string | null;

  constructor(
    emulatorUrl: string | null,
    retries: ConstructorParameters<typeof RequestClient>[0],
  ) {
    super(retries);
    this.#emulatorUrl = emulatorUrl;
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
    const response = await super.request({ ...options, uri });
    pinNextPage(response.body, new URL(options.uri).origin);
    return response;
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
