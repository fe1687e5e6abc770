import { certainValue, flag, value } from "../../options";
import { defineCommand, type CliCommand } from "../../command";
import { NEEDS } from "../needs";
import { inAccount, namedByOption } from "../account/open-session";
import { readAccount } from "../account/read-account";
import { refuseStrangers, select, type Selection } from "../account/select";
import { SELECTION_OPTIONS } from "../account/selection-options";
import type { ExitCode, Outside, Session } from "../account/session";
import { missedKinds, unreadText } from "../account/unread-text";
import { attachText } from "./attach-text";
import { carryOut, theseResources } from "./carry-out";
import { checkTargets, refuseUnsignable } from "./check-targets";
import { readOverrides } from "./fast-failover";
import { planAttach } from "./plan";
import { readTargets, type Method } from "./target";
import { TARGET_OPTIONS } from "./target-options";

/** What `attach` is asked to do. */
interface AttachOptions extends Selection {
  readonly to: string;
  readonly method: Method;
  readonly fastFailover: string | true | undefined;
  readonly replace: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly yes: boolean;
}

/** Sets the fallback on everything that lacks one that works. */
export function attachCommand(outside: Outside): CliCommand {
  return defineCommand({
    name: "attach",
    summary: "Sets the fallback where none works.",
    options: {
      to: certainValue(
        "<targets>",
        "the fallback: the domain of your service, which stands for its /fallback, or a full https URL; several, with commas between, share the numbers evenly",
      ),
      ...SELECTION_OPTIONS,
      ...TARGET_OPTIONS,
      fastFailover: value<string | true>(
        "[overrides]",
        "also shorten the wait for the primary, by connection overrides in its fragment (default: ct=2000,rt=5000,tt=6000)",
      ),
      replace: flag("also take the place of someone's fallback that works"),
      account: value("<sid>", "in this subaccount"),
      dryRun: flag("show the changes, and change nothing"),
      force: flag(
        "also where the fallback could not be tried, or did not answer",
      ),
      yes: flag("do it without asking"),
    },
    help: `The fallback is set on the number itself, or on what is asked in its place. It is tried first, and what was there before is kept in an undo file.
Writes nothing but fallback fields (and, with --fast-failover, the fragment of the primary URL).
A document named voice-error*.xml is set for calls alone, messaging-error*.xml for messages alone, both with GET; voice-error.49.xml for numbers that begin with +49. Numbers with Twilio's demo URL, or none, are skipped.
A resource that somebody changes meanwhile is left, and said.

${NEEDS}`,
    examples: [
      "--to twilio-fallback-1234-dev.twil.io",
      "--to a-1-dev.twil.io,b-2-dev.twil.io --only '+1415*' --fast-failover",
      "--to https://a-1-dev.twil.io/voice-error.xml --kind sip-domain --yes",
    ],
    exitCode:
      "0 if all is done or right already, 1 if something was not done, 2 for wrong use or credentials, or where there is no terminal to ask in and no --yes (nothing is changed then).",
    run: ({ account, kind, ...options }, surroundings) =>
      inAccount(surroundings, outside, namedByOption(account), (session) =>
        attach({ ...options, kinds: kind }, session),
      ),
  });
}

async function attach(
  options: AttachOptions,
  session: Session,
): Promise<ExitCode> {
  const { api, terminal } = session;
  const targets = readTargets(options.to, options.method);
  const overrides =
    options.fastFailover === undefined
      ? null
      : readOverrides(options.fastFailover);
  if (!options.dryRun && !options.force) refuseUnsignable(targets, session);
  const { resources, unread } = await readAccount(api, options.kinds);
  const missed = missedKinds(unread, options);
  const { chosen, isLeftOut, strangers } = select(resources, options);
  refuseStrangers(strangers, options);
  const aim = { targets, overrides, replace: options.replace };
  const plan = planAttach(chosen, resources, aim, isLeftOut);
  const { changes, uses } = plan;
  if (missed.length > 0) terminal.print(`${unreadText(missed)}\n`);
  terminal.print(attachText(plan, overrides, terminal.columns));
  const whole: ExitCode = missed.length > 0 ? 1 : 0;
  if (changes.length === 0 || options.dryRun) return whole;

  const isDone = await carryOut(changes, session, {
    yes: options.yes,
    question: `Change ${theseResources(changes.length)}?`,
    ...(!options.force && { check: () => checkTargets(uses, session) }),
  });
  return isDone ? whole : 1;
}
