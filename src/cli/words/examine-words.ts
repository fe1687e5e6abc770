import { checkWords } from "./check-words";
import { findErrorDocuments } from "./error-document";
import { playWords, type PlayedWords } from "./play-words";
import type { Assets, FileFault } from "./walk-documents";

/** What is known of the words of a service. */
export interface ExaminedWords {
  readonly faults: readonly FileFault[];
  /** None where a document is refused: playing it might never end. */
  readonly played: readonly PlayedWords[];
  /** Whether Twilio would take all of it, and every way comes to an end. */
  readonly isWell: boolean;
}

/** Checks the words, and plays those that pass to every end. */
export async function examineWords(assets: Assets): Promise<ExaminedWords> {
  const faults = checkWords(assets);
  if (faults.some(({ isWarning }) => !isWarning))
    return { faults, played: [], isWell: false };
  const played = await playWords(findErrorDocuments(assets.keys()), assets);
  const isWell = played.every(({ ways }) =>
    ways.every(({ troubles }) => troubles.length === 0),
  );
  return { faults, played, isWell };
}
