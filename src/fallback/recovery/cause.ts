import type { Candidate } from "./candidates";
import type { OriginalRequest } from "./signed-request";

const MAX_LENGTH = 80;
/** A shorter value stands in any text. */
const MIN_SECRET_LENGTH = 4;
/** More than in any error code, status or place: a part of a phone number, rather. */
const MANY_DIGITS = /\d{6}/;

/**
 * Why an attempt failed, as the journal may tell it: ASCII, short, and without anything that the
 * backup was asked with and could have sent back, as the name of a type or of a root.
 */
export function tellCause(
  cause: string,
  { authorization }: Candidate,
  { params, idempotencyToken }: OriginalRequest,
  { authToken }: { readonly authToken: string | null },
): string {
  const basic = authorization?.replace("Basic ", "") ?? "";
  const userinfo = Buffer.from(basic, "base64").toString("latin1");
  const said = cause.toLowerCase();
  const isGivenAway = [
    authToken ?? "",
    idempotencyToken ?? "",
    basic,
    ...userinfo.split(":"),
    ...params.map(([, value]) => value),
  ].some(
    (secret) =>
      secret.length >= MIN_SECRET_LENGTH && said.includes(secret.toLowerCase()),
  );
  return isGivenAway || MANY_DIGITS.test(cause)
    ? "an answer with what it was asked"
    : cause.replace(/[^ -~]+/g, "?").slice(0, MAX_LENGTH);
}
