import type {
  EnvironmentVariables,
  ServerlessFunctionSignature,
} from "@twilio-labs/serverless-runtime-types/types";
import { coldMemory, handleFallback } from "../fallback/handle";

const memory = coldMemory();

/** `/fallback`: what a number's "Primary handler fails" points to. Always answers TwiML. */
export const handler: ServerlessFunctionSignature<EnvironmentVariables> = (
  context,
  event,
  callback,
) => {
  void handleFallback(context, event, memory).then((twiml) => {
    const response = new Twilio.Response();
    response.appendHeader("Content-Type", "text/xml");
    response.setBody(twiml);
    callback(null, response);
  });
};
