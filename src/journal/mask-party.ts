/** What Twilio writes where a caller's number is withheld: nobody's name. */
const WITHHELD = new Set([
  "anonymous",
  "restricted",
  "unknown",
  "unavailable",
  "private",
  "blocked",
]);

/** Whether a party is nobody in particular, as `anonymous`, in whatever case. */
export function isWithheld(party: string): boolean {
  return WITHHELD.has(party.toLowerCase());
}

/** A SIP address without a user, as opposed to a number without a host. */
const SIP_HOST = /^[\w.-]*[a-z]|^\[|^\d{1,3}(\.\d{1,3}){3}(?![\d.])/i;

/** Below this, digits are a short code or an extension, which is nobody's secret. */
const MIN_MASKED_DIGITS = 7;

/**
 * Masks a party of a call or a message, as `From` and `To` hold it: `+15551234567` becomes
 * `+1••••••4567`, also behind `whatsapp:` and in `sip:`; a name keeps its first character. A SIP
 * host, fewer than seven digits, and `anonymous` and the like stay.
 */
export function maskParty(party: string): string {
  const [, scheme = "", rest = party] = /^([A-Za-z]+:)(.*)$/s.exec(party) ?? [];
  switch (scheme.toLowerCase()) {
    case "sip:":
    case "sips:": {
      const at = rest.lastIndexOf("@");
      if (at === -1 && SIP_HOST.test(rest)) return party;
      const user = at === -1 ? rest : rest.slice(0, at);
      return scheme + maskNumberOrName(user) + rest.slice(user.length);
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
  if (name === "" || isWithheld(name)) return name;
  return `${String.fromCodePoint(name.codePointAt(0) ?? 0)}•••`;
}
