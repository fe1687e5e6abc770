import { certainValue } from "../../options";
import type { Method } from "./target";

/** The options of what a fallback is set to. */
export const TARGET_OPTIONS = {
  method: certainValue<Method>("<method>", "how Twilio asks the fallback", {
    choices: ["POST", "GET"],
    default: "POST",
  }),
} as const;
