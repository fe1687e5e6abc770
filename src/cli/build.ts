import { runCommand } from "./run-command";
import { buildService } from "./service/build-service";

runCommand(async () => {
  const routes = await buildService();
  console.log(`Built ${routes.join(", ")} and the assets into dist`);
});
