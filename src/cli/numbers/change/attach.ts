import { color } from "../../terminal/color";
import { applyChanges } from "./apply";
import { ask } from "../../terminal/ask";
import { diffText } from "./diff";
import { readOverrides, type Overrides } from "./fast-failover";
import { groupBy } from "../account/group-by";
import { planAttach, type AttachPlan } from "./plan";
import { readAccount } from "../account/read-account";
import { select, type Selection } from "../account/select";
import type { ExitCode, Session } from "../account/session";
import { readTargets, type Method } from "./target";
import { writeUndoFile } from "./undo-file";
import { waitsUpToMs } from "../account/waits-up-to-ms";

/** What `attach` is asked to do. */
export interface AttachOptions extends Selection {
  readonly to: string;
  readonly method: Method;
  readonly fastFailover?: string | true;
  readonly yes?: boolean;
}

/** Shows which fallbacks would be set, and sets them when told so. */
export async function attach(
  options: AttachOptions,
  session: Session,
): Promise<ExitCode> {
  const { api, terminal, accountSid, region, folder } = session;
  const targets = readTargets(options.to, options.method);
  const overrides =
    options.fastFailover === undefined
      ? null
      : readOverrides(options.fastFailover);
  const account = await readAccount(api);
  const plan = planAttach(
    select(account, options),
    account,
    targets,
    overrides,
  );
  const { changes } = plan;
  terminal.print(planText(plan, overrides));
  if (changes.length === 0) return 0;

  const question = `Change ${changes.length === 1 ? "this resource" : `these ${changes.length} resources`}?`;
  if (!(await ask(question, options.yes, terminal))) return 1;
  const at = new Date().toISOString();
  const undoFile = await writeUndoFile(folder, {
    v: 1,
    at,
    accountSid,
    region,
    changes,
  });
  const undo = `npm run numbers -- restore ${undoFile}`;
  terminal.print(`To undo all of it, or what was done of it: ${undo}\n`);
  return (await applyChanges(changes, api, terminal)) ? 0 : 1;
}

function planText(
  { changes, left, governed }: AttachPlan,
  overrides: Overrides | null,
): string {
  const reasons = groupBy(left, ({ because }) => because);
  const leftLines = [...reasons].map(([because, alike]) => {
    const [first] = alike;
    const names =
      alike.length === 1
        ? ` (${first?.name ?? ""}, ${first?.channel ?? ""})`
        : "";
    return color.dim(
      `Left as it is: ${alike.length} ${alike.length === 1 ? "channel" : "channels"}${names}: ${because}.`,
    );
  });
  return [
    changes.length > 0
      ? diffText(changes, {
          onOldValue: ({ field }) =>
            /fallbackUrl$/i.test(field)
              ? "  (someone's fallback, replaced)"
              : "",
          governedBy: (sid) => governed.get(sid) ?? [],
        })
      : "Nothing to change.",
    ...(overrides && changes.length > 0 ? [fastFailoverText(overrides)] : []),
    leftLines.join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function fastFailoverText(overrides: Overrides): string {
  const fragment = [...overrides].map((pair) => pair.join("=")).join("&");
  const seconds = waitsUpToMs(`https://x/#${fragment}`) / 1000;
  return `With #${fragment} on its primary URL, a fallback starts after ${seconds} s at most, and not after 15 s. Your server never sees it, and it is no part of the signature.`;
}
