import type { JournalRecord } from "../../../journal/record";
import type { Ledger } from "../replay/ledger";
import type { KeptEntry } from "../replay/ledger-entry";
import type { BroughtBack } from "./write-report";

/** Looks up in the ledger what became of the messages that nobody took. */
export async function readBroughtBack(
  failures: readonly JournalRecord[],
  ledger: Ledger,
): Promise<BroughtBack> {
  const missed = failures.filter(
    ({ channel, outcome }) =>
      channel === "messaging" &&
      (outcome === "apologized" || outcome === "silent"),
  );
  const known =
    missed.length === 0 ? new Map<string, KeptEntry>() : await ledger.readAll();
  const entries = missed.flatMap(({ sid }) => {
    const kept = known.get(sid ?? "");
    return kept === undefined ? [] : [kept.entry];
  });
  return {
    missed: missed.length,
    delivered: entries.filter(({ state }) => state === "delivered").length,
    unknown: entries.filter(({ state }) => state === "asked").length,
    replies: entries
      .flatMap(({ replies }) => replies)
      .filter(({ state }) => state === "sent").length,
  };
}
