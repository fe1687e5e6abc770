/** What kind of trouble a primary is in. */
export type ErrorClass = "unreachable" | "http-error" | "bad-twiml" | "other";

const UNREACHABLE = new Set([
  11201, 11202, 11203, 11204, 11205, 11210, 11220, 11235, 11236, 11237,
]);

const HTTP_ERROR = new Set([11200, 11206, 11215, 11216, 11217, 11750, 11770]);

/** The class of one of Twilio's error codes; `other` where there is none. */
export function classifyError(code: number | null): ErrorClass {
  if (code === null) return "other";
  if (UNREACHABLE.has(code)) return "unreachable";
  if (HTTP_ERROR.has(code)) return "http-error";
  return code >= 12_000 && code < 13_000 ? "bad-twiml" : "other";
}
