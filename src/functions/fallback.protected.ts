import { fallbackRoute } from "../fallback/fallback-route";
import { serve } from "../invocation/serve";

/** `/fallback`: what a number's "Primary handler fails" points to. Always answers TwiML. */
export const handler = serve(fallbackRoute());
