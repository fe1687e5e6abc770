import type {
  EnvironmentVariables,
  ServerlessFunctionSignature,
} from "@twilio-labs/serverless-runtime-types/types";
import { handleFeed } from "../incidents/handle";

/** `/incidents`: what the dashboard shows, for the holder of `DASHBOARD_TOKEN`. */
export const handler: ServerlessFunctionSignature<EnvironmentVariables> = (
  context,
  event,
  callback,
) => {
  void handleFeed(context, event).then(({ status, body }) => {
    const response = new Twilio.Response();
    response.setStatusCode(status);
    response.appendHeader("Content-Type", "application/json");
    response.appendHeader("Cache-Control", "no-store");
    response.setBody(body);
    callback(null, response);
  });
};
