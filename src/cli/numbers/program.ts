import { Command } from "commander";
import { twilioSdk } from "../account/twilio-sdk";
import { logIn, type LoginPlaces } from "../account/login";
import { accountApi } from "./account/account-api";
import { attach, type AttachOptions } from "./change/attach";
import { audit } from "./audit/audit";
import { buy, type BuyOptions } from "./change/buy";
import { NEEDS, addAttach, addAudit, addBuy, addRestore } from "./commands";
import type { Kind } from "./account/resource";
import { restore, type RestoreOptions } from "./change/restore";
import type { ExitCode, Session } from "./account/session";
import type { Terminal } from "../terminal/terminal";
import { explain } from "../account/trouble";

/** As commander names them. */
type AttachFlags = Omit<AttachOptions, "kinds"> & { kind?: Kind[] };

/** Where a command is run. */
export interface Surroundings extends LoginPlaces {
  readonly terminal: Terminal;
  /** Takes what the process is to exit with. */
  readonly exitWith: (code: ExitCode) => void;
}

/** The numbers command, with its four commands. */
export function numbersProgram(surroundings: Surroundings): Command {
  const { terminal, exitWith } = surroundings;
  const run = async (
    command: (session: Session) => Promise<ExitCode>,
  ): Promise<void> => {
    const { access } = await logIn(surroundings);
    const { accountSid, region } = access;
    const api = accountApi(twilioSdk(access));
    const { folder } = surroundings;
    const session = { accountSid, region, api, terminal, folder };
    try {
      exitWith(await command(session));
    } catch (error) {
      throw explain(error, access);
    }
  };

  const program = new Command("npm run numbers --")
    .description(
      "Sees to it that every phone number, TwiML App, SIP domain, Messaging Service, BYOC trunk and short code of a Twilio account has a fallback that helps. Each command shows what it would change, and asks first.",
    )
    .showSuggestionAfterError(false)
    .allowExcessArguments()
    .addHelpText("after", NEEDS)
    .action((_options, command: Command) => {
      const [name] = command.args;
      command.error(
        `error: ${name === undefined ? "no command" : `unknown command '${name}'`}; expected audit, attach, restore or buy (--help explains them)`,
      );
    });

  addAudit(program).action((options: { json?: boolean }) =>
    run((session) => audit(options, session)),
  );
  addAttach(program).action(({ kind, ...options }: AttachFlags) =>
    run((session) => attach({ ...options, kinds: kind }, session)),
  );
  addRestore(program).action((file: string, options: RestoreOptions) =>
    run((session) => restore(file, options, session)),
  );
  addBuy(program).action((options: BuyOptions) =>
    run((session) => buy(options, session)),
  );
  return program;
}
