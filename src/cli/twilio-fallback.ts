#!/usr/bin/env node
import { COMMANDS } from "./commands";
import { ownSurroundings } from "./own-surroundings";
import { runCli } from "./run-cli";

void runCli(COMMANDS, process.argv.slice(2), ownSurroundings()).then((code) => {
  process.exitCode = code;
});
