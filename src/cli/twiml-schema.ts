import { writeFile } from "node:fs/promises";
import { runCommand } from "./run-command";
import { generateSchema } from "./words/generate-schema";

const PATH = "src/twilio/twiml/schema.json";

runCommand(async () => {
  await writeFile(PATH, `${JSON.stringify(await generateSchema(), null, 1)}\n`);
  console.log(`Written to ${PATH}`);
});
