import { resolve } from "node:path";
import pMap from "p-map";
import { argument, flag } from "../../options";
import { defineCommand, type CliCommand } from "../../command";
import { isGone } from "../../account/trouble";
import { color } from "../../terminal/color";
import { NEEDS } from "../needs";
import { inAccount } from "../account/open-session";
import { refuseStrangers, select, type Selection } from "../account/select";
import { SELECTION_OPTIONS } from "../account/selection-options";
import type { ExitCode, Outside, Session } from "../account/session";
import { applyChanges } from "./apply";
import { theseResources } from "./carry-out";
import { ask } from "../../terminal/ask";
import type { PlannedChange } from "./change";
import { diffText } from "./diff";
import { planRestore, type Conflict } from "./plan-restore";
import { titleOf } from "./report";
import { readUndoFile, type UndoFile } from "./undo-file";
import { UserError } from "../../user-error";

/** What `restore` is asked to do. */
interface RestoreOptions extends Selection {
  readonly force: boolean;
  readonly yes: boolean;
}

/** How many resources are read at the same time. */
const AT_A_TIME = 4;

/** Puts back what an undo file remembers, field by field. */
export function restoreCommand(outside: Outside): CliCommand {
  return defineCommand({
    name: "restore",
    summary: "Puts back what was there before an attach or a divert.",
    arguments: {
      file: argument(
        "the undo file that attach or divert has written and named",
      ),
    },
    options: {
      ...SELECTION_OPTIONS,
      force: flag("also put back what was changed since"),
      yes: flag("do it without asking"),
    },
    help: `It goes field by field. What someone has changed since is left, and said.

${NEEDS}`,
    exitCode:
      "0 if all is as it was, 1 if something is not, 2 for wrong use or credentials, or where there is no terminal to ask in and no --yes (nothing is changed then).",
    run: async ({ file, kind, ...options }, surroundings) => {
      const undo = await readUndoFile(resolve(surroundings.folder, file));
      const { accountSid } = undo;
      const namedBy = `${file} is of account ${accountSid}`;
      return inAccount(
        surroundings,
        outside,
        { accountSid, namedBy },
        (session) => restore(undo, { ...options, kinds: kind }, session),
      );
    },
  });
}

async function restore(
  undo: UndoFile,
  options: RestoreOptions,
  session: Session,
): Promise<ExitCode> {
  const { terminal, api } = session;
  refuseOtherRegion(undo, session);
  const { chosen, strangers } = select(undo.changes, options);
  refuseStrangers(strangers, options);
  const plans = await pMap(
    chosen,
    async (change) => {
      const raw = await api
        .fetch(change.kind, change.sid)
        .catch((error: unknown) => {
          if (isGone(error)) return null;
          throw error;
        });
      return planRestore(change, raw, options.force);
    },
    { concurrency: AT_A_TIME },
  );
  const changes = plans.flatMap(({ change }) => change ?? []);
  const conflicts = plans.flatMap((plan) => plan.conflicts);
  const isWhole = conflicts.length === 0;

  if (changes.length > 0) terminal.print(diffText(changes, terminal.columns));
  if (!isWhole) terminal.print(conflictText(conflicts));
  if (changes.length > 0)
    return (await putBack(changes, options, session)) && isWhole ? 0 : 1;
  terminal.print(
    isWhole
      ? color.green("✔ Everything is as it was before.")
      : "Nothing else to restore.",
  );
  return isWhole ? 0 : 1;
}

async function putBack(
  changes: readonly PlannedChange[],
  { yes }: RestoreOptions,
  { api, terminal }: Session,
): Promise<boolean> {
  const question = `Put ${theseResources(changes.length)} back as shown?`;
  if (!(await ask(question, yes, terminal))) return false;
  return await applyChanges(changes, api, terminal);
}

/** Each region keeps records of its own. */
function refuseOtherRegion({ region }: UndoFile, session: Session): void {
  if (region === session.region) return;
  const words = (one: string | null) => one ?? "us1";
  throw new UserError(
    `The undo file is of region ${words(region)}, and the credentials are of ${words(session.region)}: use those of the file's`,
  );
}

function conflictText(conflicts: readonly Conflict[]): string {
  const lines = conflicts.map(
    ({ change, reason }) =>
      `${color.red("✖")} ${titleOf(change)} is left: ${reason}.`,
  );
  return ["", ...lines, "--force puts back what was changed since, too."].join(
    "\n",
  );
}
