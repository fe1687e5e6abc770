import { certainValue, flag, value } from "../../options";
import { defineCommand, type CliCommand } from "../../command";
import { readHttpsUrl } from "../../account/read-url";
import { UserError } from "../../user-error";
import { NEEDS } from "../needs";
import { inAccount, namedByOption } from "../account/open-session";
import { readAccount } from "../account/read-account";
import { refuseStrangers, select, type Selection } from "../account/select";
import { SELECTION_OPTIONS } from "../account/selection-options";
import type { ExitCode, Outside, Session } from "../account/session";
import { missedKinds, unreadText } from "../account/unread-text";
import { count } from "../../../text/count";
import { carryOut, theseResources } from "./carry-out";
import { diffText } from "./diff";
import { planDivert } from "./plan-divert";
import { sharesOrigin } from "../account/verdict";

/** What `divert` is asked to do. */
interface DivertOptions extends Selection {
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** Moves the primary URLs of a server that is down to another. */
export function divertCommand(outside: Outside): CliCommand {
  return defineCommand({
    name: "divert",
    summary:
      "Moves every primary URL of one server to another, for a long outage.",
    options: {
      from: certainValue(
        "<origin>",
        "the server that is down, as https://www.example.com",
      ),
      to: certainValue(
        "<base>",
        "the server that has the same paths, as https://dr.example.com/app",
      ),
      ...SELECTION_OPTIONS,
      account: value("<sid>", "in this subaccount"),
      dryRun: flag("show the changes, and change nothing"),
      yes: flag("do it without asking"),
    },
    help: `Nobody waits any more for a server that is known to be dead; restore undoes it.
Path, query and fragment are kept. Numbers are moved also where something else is asked in their place; workflows are not, nor what is not a URL of that server.

${NEEDS}`,
    examples: [
      "--from https://www.example.com --to https://dr.example.com/app",
    ],
    exitCode:
      "0 if all is done or there is nothing to do, 1 if something was not done, 2 for wrong use or credentials, or where there is no terminal to ask in and no --yes (nothing is changed then).",
    run: ({ account, kind, ...options }, surroundings) =>
      inAccount(surroundings, outside, namedByOption(account), (session) =>
        divert({ ...options, kinds: kind }, session),
      ),
  });
}

async function divert(
  options: DivertOptions,
  session: Session,
): Promise<ExitCode> {
  const { api, terminal } = session;
  const from = readOrigin(options.from);
  const to = readBase(options.to);
  if (sharesOrigin(from.href, to.href)) {
    throw new UserError(
      `--to ${options.to}: expected another server than that of --from`,
    );
  }
  const { resources, unread } = await readAccount(api, options.kinds);
  const missed = missedKinds(unread, options);
  const { chosen, strangers } = select(resources, options);
  refuseStrangers(strangers, options);
  const changes = planDivert(chosen, from, to);
  if (missed.length > 0) terminal.print(`${unreadText(missed)}\n`);
  terminal.print(
    changes.length === 0
      ? `Nothing to change: no primary URL is on ${from.host}.`
      : `${diffText(changes, terminal.columns)}\n\nPlan: ${count(
          changes.flatMap(({ fields }) => fields).length,
          "primary URL",
        )} of ${count(changes.length, "resource")} moved to ${to.host}.`,
  );
  const whole: ExitCode = missed.length > 0 ? 1 : 0;
  if (changes.length === 0 || options.dryRun) return whole;
  const isDone = await carryOut(changes, session, {
    yes: options.yes,
    question: `Divert ${theseResources(changes.length)}?`,
  });
  return isDone ? whole : 1;
}

/** The server that is down may be one that was asked over http. */
function readOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url && isWeb && url.pathname === "/" && url.search + url.hash === "")
    return url;
  throw new UserError(
    `--from ${text}: expected the origin of your server, as https://www.example.com`,
  );
}

function readBase(text: string): URL {
  const url = readHttpsUrl(text, "--to");
  if (url.search + url.hash === "") return url;
  throw new UserError(
    `--to ${text}: expected a base URL without a query or a fragment, as https://dr.example.com/app`,
  );
}
