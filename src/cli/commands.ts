import { alertTest } from "./alert-test";
import { build } from "./build";
import type { CliCommand } from "./command";
import { deploy } from "./deploy";
import { drill } from "./drill";
import { incidents } from "./incidents";
import { numbersCommand } from "./numbers/numbers";
import { start } from "./start";
import { words } from "./words";

/** Every command, in the order in which a person needs them. */
export const COMMANDS: readonly CliCommand[] = [
  drill,
  start,
  alertTest,
  incidents,
  numbersCommand(),
  words,
  deploy,
  build,
];
