import type {
  EnvironmentVariables,
  ServerlessFunctionSignature,
} from "@twilio-labs/serverless-runtime-types/types";
import { coldMemory, handleDebugger } from "../debugger/handle";

const memory = coldMemory();

/** `/debugger`: what Twilio's Debugger webhook points to. Always answers 204, with nothing. */
export const handler: ServerlessFunctionSignature<EnvironmentVariables> = (
  context,
  event,
  callback,
) => {
  const answer = () => {
    const response = new Twilio.Response();
    response.setStatusCode(204);
    callback(null, response);
  };
  void handleDebugger(context, event, memory).then(answer, (error: unknown) => {
    console.warn(`Not reported: ${String(error)}`);
    answer();
  });
};
