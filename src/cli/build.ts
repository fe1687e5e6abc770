import { defineCommand } from "./command";

/** `build`: what is deployed, and this program itself. */
export const build = defineCommand({
  name: "build",
  summary:
    "Builds the Functions, the assets and this program into dist, and refuses error TwiML that Twilio would not take.",
  exitCode: "0 if it is built, 2 if a document is refused.",
  run: async (_input, { terminal }) => {
    const { buildService } = await import("./service/build-service");
    const { buildCli } = await import("./service/build-cli");
    const routes = await buildService(terminal.warn);
    await buildCli();
    terminal.print(`Built ${routes.join(", ")} and the assets into dist`);
    return 0;
  },
});
