import type {
  EnvironmentVariables,
  ServerlessFunctionSignature,
} from "@twilio-labs/serverless-runtime-types/types";
import { replyAlways } from "./reply-always";
import type { Reply, Route } from "./route";
import { coldMemory } from "./start-invocation";

/** The `handler` of a Twilio Function that serves a route, with the memory of its container. */
export function serve(
  route: Route,
): ServerlessFunctionSignature<EnvironmentVariables> {
  const memory = coldMemory();
  return (context, event, callback) => {
    void replyAlways(route, context, event, memory).then((reply) => {
      callback(null, responseOf(reply));
    });
  };
}

function responseOf({ status, headers = {}, body }: Reply) {
  const response = new Twilio.Response();
  response.setStatusCode(status);
  for (const [name, value] of Object.entries(headers))
    response.appendHeader(name, value);
  if (body !== undefined) response.setBody(body);
  return response;
}
