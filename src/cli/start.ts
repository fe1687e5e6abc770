import { defineCommand } from "./command";
import { certainValue, flag, wholeNumber } from "./options";

/** `start`: the service on this machine. */
export const start = defineCommand({
  name: "start",
  summary:
    "Runs the service on twilio-run: against Twilio where .env holds ACCOUNT_SID and AUTH_TOKEN, otherwise against an emulated Twilio on this machine.",
  options: {
    port: certainValue("<number>", "the service's port", {
      parse: wholeNumber(1, 65_535),
      default: 3000,
    }),
    rehearse: flag(
      "play an evening of ten minutes, to look at: forty people on five numbers, two servers that fail, a backup that comes and goes",
    ),
  },
  exitCode: "0 when it was stopped, 2 if it could not start.",
  run: async (input, surroundings) => {
    const { startService } = await import("./start/start-service");
    return startService(input, surroundings);
  },
});
