/** What Twilio writes where a caller's number is withheld: nobody's name. */
const WITHHELD = new Set([
  "anonymous",
  "restricted",
  "unknown",
  "unavailable",
  "private",
  "blocked",
]);

/** Below this, digits are a short code or an extension, which is nobody's secret. */
const MIN_MASKED_DIGITS = 7;

/**
 * Masks a party of a call or a message, as `From` and `To` hold it: `+15551234567` becomes
 * `+1••••••4567`, also behind `whatsapp:` and in `sip:`; a name keeps its first character. A SIP
 * host, fewer than seven digits, and `anonymous` and the like stay.
 */
export function maskParty(party: string): string {
  const [, scheme = "", rest = party] =
    /^([A-Za-z][A-Za-z0-9+.-]*:)(.*)$/s.exec(party) ?? [];
  switch (scheme.toLowerCase()) {
    case "sip:":
    case "sips:": {
      const at = rest.lastIndexOf("@");
      return at === -1
        ? party
        : scheme + maskNumberOrName(rest.slice(0, at)) + rest.slice(at);
    }
    case "client:":
      return scheme + maskName(rest);
    default:
      return scheme + maskNumberOrName(rest);
  }
}

function maskNumberOrName(text: string): string {
  const isNumber = /^\+?[\d\s().-]*$/.test(text);
  if (!isNumber) return maskName(text);
  const isMasked = text.replace(/\D/g, "").length >= MIN_MASKED_DIGITS;
  return isMasked
    ? text.slice(0, 2) +
        "•".repeat(text.slice(2, -4).replace(/\D/g, "").length) +
        text.slice(-4)
    : text;
}

function maskName(name: string): string {
  if (name === "" || WITHHELD.has(name.toLowerCase())) return name;
  return `${String.fromCodePoint(name.codePointAt(0) ?? 0)}•••`;
}
