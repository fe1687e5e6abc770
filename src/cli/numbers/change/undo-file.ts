import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../user-error";
import type { Change, FieldChange } from "./plan";
import { KINDS, WEBHOOK_FIELDS, type Kind } from "../account/resource";

/** What `attach` was about to write, with what was there: enough to undo any part of it. */
export interface UndoFile {
  readonly v: 1;
  readonly at: string;
  readonly accountSid: string;
  readonly region: string | null;
  readonly changes: readonly Change[];
}

/** Writes an undo file that is whole and on the disk when this returns, and returns its name. */
export async function writeUndoFile(
  folder: string,
  undo: UndoFile,
): Promise<string> {
  const name = `numbers-undo-${undo.at.replace(/[:.]/g, "-")}.json`;
  try {
    // URLs can hold passwords.
    const file = await open(join(folder, name), "wx", 0o600);
    try {
      await file.writeFile(`${JSON.stringify(undo, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UserError(
      `${name} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}), so nothing was changed: run this where you may write.`,
    );
  }
  return name;
}

/**
 * Reads an undo file of an account.
 *
 * @throws UserError where it is none, or another account's.
 */
export async function readUndoFile(
  path: string,
  { accountSid, region }: Pick<UndoFile, "accountSid" | "region">,
): Promise<UndoFile> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new UserError(
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}): name a file that attach has written, numbers-undo-<time>.json`,
    );
  });
  const undo = parseUndo(text);
  if (undo === null) {
    throw new UserError(
      `${path} is no undo file, or not a whole one: name one that attach has written, numbers-undo-<time>.json`,
    );
  }
  if (undo.accountSid !== accountSid || undo.region !== region) {
    throw new UserError(
      `${path} is of account ${undo.accountSid}${undo.region ? ` in ${undo.region}` : ""}, and the credentials are of ${accountSid}${region ? ` in ${region}` : ""}: use those of the file's`,
    );
  }
  return undo;
}

function parseUndo(text: string): UndoFile | null {
  try {
    const undo = JSON.parse(text) as Unread<UndoFile>;
    const changes = undo.changes as Change[];
    return undo.v === 1 && changes.every(isChange) ? (undo as UndoFile) : null;
  } catch {
    return null;
  }
}

/** What has not been looked at yet. */
type Unread<T> = { readonly [Name in keyof T]?: unknown };

/** Whether it names only what `attach` writes. */
function isChange({ kind, sid, name, fields }: Change): boolean {
  return (
    KINDS.includes(kind) &&
    [sid, name].every((text) => typeof text === "string") &&
    fields.every((change) => isFieldChange(kind, change))
  );
}

function isFieldChange(kind: Kind, change: Unread<FieldChange>): boolean {
  const names = Object.values(WEBHOOK_FIELDS[kind]).flatMap(
    (fields): unknown[] => Object.values(fields),
  );
  return (
    names.includes(change.field) &&
    typeof change.old === "string" &&
    typeof change.new === "string"
  );
}
