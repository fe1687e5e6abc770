import { createRequire } from "node:module";
import { invoke, type Handler, type Reply } from "./invoke";
import { Response } from "./response";
import { routeOf } from "./route";

/** Invokes the Function of this process, on a domain. */
export type InvokeLoaded = (
  event: unknown,
  domainName: string,
) => Promise<Reply>;

/** What a Function takes of the SDK, whose types would have to be loaded with it. */
type Sdk = (
  accountSid: unknown,
  authToken: unknown,
  options: object,
) => { sync: { v1: { services: (sid: string) => unknown } } };
type RequestClient = new () => {
  request: (options: { uri: string }) => Promise<unknown>;
};

/**
 * Loads a Function as the one of this process: from its file, with the globals of the platform,
 * the SDK loaded only when it is touched.
 *
 * @param twilioUrl - Where the SDK finds Twilio's API, in place of Twilio.
 */
export function loadFunction(
  path: string,
  env: Readonly<Record<string, string>>,
  twilioUrl?: string,
): InvokeLoaded {
  const requireBeside = createRequire(path);
  const newClient = () => {
    const sdk = requireBeside("twilio") as Sdk;
    return sdk(env["ACCOUNT_SID"], env["AUTH_TOKEN"], {
      lazyLoading: true,
      ...(twilioUrl !== undefined && {
        httpClient: clientTo(twilioUrl, requireBeside),
      }),
    });
  };
  Object.assign(globalThis, {
    Twilio: {
      Response,
      get twiml() {
        return (requireBeside("twilio") as { twiml: unknown }).twiml;
      },
    },
    Runtime: { getSync: () => newClient().sync.v1.services("default") },
  });
  const { handler } = requireBeside(path) as { handler: Handler };
  return (event, domainName) =>
    invoke(
      handler,
      {
        DOMAIN_NAME: domainName,
        PATH: routeOf(path),
        ...env,
        getTwilioClient: newClient,
      },
      event,
    );
}

/** The SDK's own client, with the product in the path in place of the host. */
function clientTo(twilioUrl: string, requireBeside: NodeJS.Require) {
  const Client = requireBeside(
    "twilio/lib/base/RequestClient",
  ) as RequestClient;
  return new (class extends Client {
    override request = (options: { uri: string }) =>
      super.request({
        ...options,
        uri: options.uri.replace(
          /^https:\/\/([a-z]+)\.twilio\.com/,
          `${twilioUrl}/$1`,
        ),
      });
  })();
}
