import { distance } from "fastest-levenshtein";

/** More changes than a third of a name's letters make another name of it. */
const LETTERS_A_MISTAKE = 3;

/** The known name that was most likely meant; null where none is near. */
export function closestName(
  written: string,
  known: readonly string[],
): string | null {
  const ranked = known
    .map((name) => ({
      name,
      far: howFar(written.toLowerCase(), name.toLowerCase()),
    }))
    .toSorted((one, other) => one.far - other.far);
  const [best] = ranked;
  const allowed = Math.max(1, Math.floor(written.length / LETTERS_A_MISTAKE));
  return best && best.far <= allowed ? best.name : null;
}

/** In changes of a letter; letters in another order are one. */
function howFar(one: string, other: string): number {
  return lettersOf(one) === lettersOf(other)
    ? Number(one !== other)
    : distance(one, other);
}

function lettersOf(word: string): string {
  return Array.from(word).sort().join("");
}
