/** Shorter parts of a URL are words, and no secrets. */
const MIN_PART_LENGTH = 6;

/**
 * Takes every secret of ours out of a text: a provider, or a proxy before it, may well repeat the
 * URL or the key that it was asked with. Longer ones first, as one may be part of another.
 *
 * @param secrets - As they stand in the settings, or in a request's headers.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap(revealingParts)
    .filter((part) => part !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, "(secret)"), text);
}

/** What gives a secret away: of a webhook's URL its path, its query, and each part of them. */
function revealingParts(secret: string): string[] {
  if (!/^https?:/i.test(secret) || !URL.canParse(secret))
    return [
      secret.replace(/^(whsec_|Basic |Bearer )/, "").replace(/(?<!=)=+$/, ""),
    ];
  const { href, pathname, search, username, password } = new URL(secret);
  const parts = [...pathname.split("/"), ...search.split(/[?&=]/)]
    .concat(username, password)
    .filter(({ length }) => length >= MIN_PART_LENGTH);
  return [href, pathname + search, ...parts, ...parts.map(decode)].filter(
    ({ length }) => length >= MIN_PART_LENGTH,
  );
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
