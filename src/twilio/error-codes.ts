/**
 * Twilio's title of each code that a webhook or its TwiML can fail with.
 *
 * @see https://www.twilio.com/docs/api/errors
 */
const TITLES: ReadonlyMap<number, string> = new Map([
  [11200, "HTTP retrieval failure"],
  [11201, "TCP connection timed out"],
  [11202, "TCP connection refused"],
  [11203, "HTTP communication total time out triggered"],
  [11205, "HTTP connection failure"],
  [11206, "HTTP protocol violation"],
  [11210, "HTTP bad host name"],
  [11215, "HTTP too many redirects"],
  [11216, "HTTP invalid redirect"],
  [11217, "HTTP error response code"],
  [11220, "SSL/TLS handshake error"],
  [11235, "Certificate invalid, domain mismatch"],
  [11236, "Certificate invalid, expired"],
  [11237, "Certificate invalid, could not find path"],
  [11240, "Edge location invalid"],
  [11241, "Edge location not supported"],
  [11242, "Interconnect not allowed"],
  [11243, "HTTP retry policy invalid"],
  [11750, "TwiML response body too large"],
  [11770, "Empty response body"],
  [12100, "Document parse failure"],
  [12101, "Invalid Twilio Markup XML version"],
  [12102, "Root element must be Response"],
  [12200, "Schema validation warning"],
  [12300, "Invalid content type"],
  [12400, "Internal failure"],
]);

/** Every code that a webhook or its TwiML can fail with. */
export function errorCodes(): number[] {
  return [...TITLES.keys()];
}

/** Twilio's title of an error code; null where it is not one of a webhook's. */
export function errorTitle(code: number): string | null {
  return TITLES.get(code) ?? null;
}
