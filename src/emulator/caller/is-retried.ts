import type { ConnectionOverrides } from "../../twilio/connection-overrides";
import type { HttpTry } from "./http-try";

/** Whether a retry policy names what came of a request. */
export function isRetried(
  outcome: HttpTry,
  policies: ConnectionOverrides["rp"],
): boolean {
  const isNamed = (policy: "ct" | "rt" | "4xx" | "5xx") =>
    policies.includes(policy) || policies.includes("all");
  if (outcome.kind === "failure")
    return isNamed(outcome.isConnect ? "ct" : "rt");
  const family = Math.floor(outcome.status / 100);
  return (family === 4 && isNamed("4xx")) || (family === 5 && isNamed("5xx"));
}
