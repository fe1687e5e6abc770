import { defineCommand } from "./command";

/** `alert-test`: do the alerts arrive? */
export const alertTest = defineCommand({
  name: "alert-test",
  summary:
    "Sends one alert and its all-clear, marked as tests, through every notifier of .env, and shows what each provider says.",
  exitCode:
    "0 if every notifier took it; 1 if one did not; 2 if none is set up, or a setting is wrong.",
  run: async (_input, surroundings) => {
    const { testAlerts } = await import("./alert-test/test-alerts");
    return testAlerts(surroundings);
  },
});
