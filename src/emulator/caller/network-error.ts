/** Node's error codes, as Twilio's. */
const CODES: Readonly<Record<string, number>> = {
  ENOTFOUND: 11210,
  EAI_AGAIN: 11210,
  ECONNREFUSED: 11202,
  ETIMEDOUT: 11201,
  ERR_TLS_CERT_ALTNAME_INVALID: 11235,
  CERT_HAS_EXPIRED: 11236,
  DEPTH_ZERO_SELF_SIGNED_CERT: 11237,
  SELF_SIGNED_CERT_IN_CHAIN: 11237,
  UNABLE_TO_GET_ISSUER_CERT: 11237,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 11237,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 11237,
};

/** Twilio's error code for a connection that failed with an error of Node's. */
export function twilioCodeOf(error: NodeJS.ErrnoException): number {
  const code = error.code ?? "";
  if (code.startsWith("HPE_")) return 11206;
  if (code === "EPROTO" || /^ERR_(SSL|TLS)_/.test(code))
    return CODES[code] ?? 11220;
  return CODES[code] ?? 11205;
}
