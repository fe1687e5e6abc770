import { serve } from "../invocation/serve";
import { watchRoute } from "../watch/watch-route";

/** `/watch`: what an uptime monitor or a cron asks, for the holder of `DASHBOARD_TOKEN`. */
export const handler = serve(watchRoute);
