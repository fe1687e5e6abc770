import { defineCommand } from "./command";
import { certainValue, flag, value } from "./options";

/** `deploy`: the service, put where Twilio runs it. */
export const deploy = defineCommand({
  name: "deploy",
  summary:
    "Checks .env and the words, builds the service, deploys it to your account, and asks it once whether it answers.",
  options: {
    environment: certainValue(
      "<name>",
      "the environment, which is the end of the service's domain",
      { default: "dev" },
    ),
    serviceName: value("<name>", "the service's name", {}),
    overrideExistingProject: flag(
      "deploy to the service of that name, also where another folder made it",
    ),
  },
  help: `
Everything that .env sets is uploaded, but for ACCOUNT_SID and AUTH_TOKEN. Nothing is deployed where
something in it cannot be used, or must not be uploaded.

The request that is made at the end is a rehearsal: it alerts nobody, counts in no incident and asks
no backup.`,
  examples: ["", "--environment stage", "--service-name fallback-b"],
  exitCode:
    "0 if it is deployed and answers; 1 if it was not deployed, or does not answer; 2 if something was refused beforehand.",
  run: async (input, surroundings) => {
    const { deployService } = await import("./deploy/deploy-service");
    return deployService(input, surroundings);
  },
});
