import { defineCommand } from "../command";
import { argument, certainValue, flag, wholeNumber } from "../options";

/** `incidents show`: one incident. */
export const showCommand = defineCommand({
  name: "show",
  summary:
    "Shows one incident: whom it met, our numbers, the backups with their causes, and its failures with the Console's links.",
  arguments: { id: argument("the incident's id, or the beginning of it") },
  options: {
    limit: certainValue("<number>", "how many failures to show", {
      parse: wholeNumber(1, 100_000),
      default: 20,
    }),
    json: flag("print JSON and nothing else"),
  },
  examples: ["3f9c", "3f9c --limit 500"],
  exitCode: "0 if it is over, 1 if it is failing, 2 if it could not be told.",
  run: async ({ id, limit, json }, surroundings) => {
    const { logIn } = await import("../account/login");
    const { readIncident } = await import("./read-incident");
    const { describeIncident } = await import("./show/describe-incident");
    const { terminal, now } = surroundings;
    const { settings } = await logIn(surroundings);
    const found = await readIncident(id, settings, now());
    const { incident, failures } = found;
    terminal.print(
      json
        ? JSON.stringify({
            incident,
            truncated: failures.length > limit,
            failures: failures.slice(-limit).reverse(),
          })
        : describeIncident(found, limit, terminal.columns),
    );
    return incident.state === "open" ? 1 : 0;
  },
});
