import { debuggerRoute } from "../debugger/debugger-route";
import { serve } from "../invocation/serve";

/** `/debugger`: what Twilio's Debugger webhook points to. Always answers 204, with nothing. */
export const handler = serve(debuggerRoute);
