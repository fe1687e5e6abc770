import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { UserError } from "../../user-error";
import { KIND_NAMES, KINDS, type Kind } from "../account/kinds/kinds";
import type { Change } from "./change";

/** What a command was about to write, with what was there: enough to undo any part of it. */
export interface UndoFile {
  readonly v: 1;
  readonly at: string;
  readonly accountSid: string;
  readonly region: string | null;
  readonly changes: readonly Change[];
}

const CHANGE = v.pipe(
  v.object({
    kind: v.picklist(KIND_NAMES),
    sid: v.string(),
    name: v.string(),
    fields: v.array(
      v.object({ field: v.string(), old: v.string(), new: v.string() }),
    ),
  }),
  v.check(({ kind, fields }) =>
    fields.every(({ field }) => fieldsOf(kind).includes(field)),
  ),
);

const UNDO_FILE = v.object({
  v: v.literal(1),
  at: v.string(),
  accountSid: v.string(),
  region: v.nullable(v.string()),
  changes: v.array(CHANGE),
});

/** Writes an undo file that is whole and on the disk when this returns, and returns its name. */
export async function writeUndoFile(
  folder: string,
  undo: Omit<UndoFile, "v" | "at">,
): Promise<string> {
  for (;;) {
    const at = new Date().toISOString();
    const name = `numbers-undo-${at.replace(/[:.]/g, "-")}.json`;
    const changes = undo.changes.map(({ kind, sid, name, fields }) => ({
      ...{ kind, sid, name, fields },
    }));
    const file: UndoFile = { v: 1, at, ...undo, changes };
    try {
      await writeNew(join(folder, name), `${JSON.stringify(file, null, 2)}\n`);
      return name;
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      // Another command began in the same millisecond.
      if (code === "EEXIST") await sleep(2);
      else
        throw new UserError(
          `${name} cannot be written (${code}), so nothing was changed: run this where you may write.`,
        );
    }
  }
}

/** URLs can hold passwords: nobody else may read them. */
async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Reads an undo file.
 *
 * @throws UserError where it is none.
 */
export async function readUndoFile(path: string): Promise<UndoFile> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new UserError(
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}): name a file that attach or divert has written, numbers-undo-<time>.json`,
    );
  });
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), UNDO_FILE), text);
  if (read.success) return read.output;
  throw new UserError(
    `${path} is no undo file, or not a whole one: name one that attach or divert has written, numbers-undo-<time>.json`,
  );
}

/** Every field that a command may have written. */
function fieldsOf(kind: Kind): string[] {
  return Object.values(KINDS[kind].webhooks)
    .flatMap((fields) => Object.values(fields) as (string | null)[])
    .filter((field) => field !== null);
}
