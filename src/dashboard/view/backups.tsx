import type { VNode } from "preact";
import { count, formatNumber } from "../../text/count";
import type { Failure } from "../client/feed";
import { summarizeBackups } from "../summarize-backups";
import { Outside } from "./outside";

interface BackupsProps {
  /** Of the incident; null where they have not come yet. */
  readonly failures: readonly Failure[] | null;
}

/** How each backup did, and why not. */
export function Backups({ failures }: BackupsProps): VNode {
  const backups = summarizeBackups(failures ?? []);
  if (backups.length === 0)
    return (
      <p class="note">
        {failures === null ? "Loading …" : "No backup was asked."}
      </p>
    );
  return (
    <ul class="tally">
      {backups.map(({ origin, answered, attempts, causes }) => (
        <li key={origin}>
          <span class="long">
            <Outside text={origin} />
          </span>
          <span>{`answered ${formatNumber(answered)} of ${count(attempts, "time")}`}</span>
          {causes.map(([words, times]) => (
            <small key={words} class="long">
              <Outside text={words} />
              {` × ${formatNumber(times)}`}
            </small>
          ))}
        </li>
      ))}
    </ul>
  );
}
