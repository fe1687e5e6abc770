import { count } from "../../../text/count";
import type { Session } from "../account/session";
import { ask } from "../../terminal/ask";
import { applyChanges } from "./apply";
import type { PlannedChange } from "./change";
import { writeUndoFile } from "./undo-file";

/** How changes are carried out. */
export interface CarryingOut {
  /** The answer given beforehand. */
  readonly yes: boolean;
  readonly question: string;
  /** Says whether the changes would help; asked before a person is. */
  readonly check?: () => Promise<boolean>;
}

/** Asks, writes the undo file and then the changes. Returns whether all was done. */
export async function carryOut(
  changes: readonly PlannedChange[],
  { access, region, api, terminal, folder }: Session,
  { yes, question, check = () => Promise.resolve(true) }: CarryingOut,
): Promise<boolean> {
  const isAnswerable = yes || terminal.isInteractive;
  if (isAnswerable && !(await check())) return false;
  if (!(await ask(question, yes, terminal))) return false;
  const { accountSid } = access;
  const undoFile = await writeUndoFile(folder, { accountSid, region, changes });
  terminal.print(
    `To undo all of it, or what was done of it: npm run numbers -- restore ${undoFile}\n`,
  );
  return await applyChanges(changes, api, terminal);
}

/** "this resource", "these 12 resources". */
export function theseResources(many: number): string {
  return many === 1 ? "this resource" : `these ${count(many, "resource")}`;
}
