import { incidentsRoute } from "../incidents/incidents-route";
import { serve } from "../invocation/serve";

/** `/incidents`: what the dashboard shows, for the holder of `DASHBOARD_TOKEN`. */
export const handler = serve(incidentsRoute);
