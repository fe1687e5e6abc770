import { CONTROL_CHARACTERS } from "../../text/control-characters";
import type { SdkAccess } from "./twilio-sdk";
import { UserError } from "../user-error";

/** What the SDK throws: Twilio's answer, or why there was none. */
interface SdkError {
  readonly status?: number;
  readonly code?: number | string;
  readonly message?: string;
}

/** How a request to Twilio failed. */
export type Trouble =
  /** Twilio refused it, and did nothing. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly reason: string;
    }
  /** No answer came, or Twilio's own error: it may have been done all the same. */
  | { readonly kind: "unanswered"; readonly reason: string };

/** Reads what the SDK threw. */
export function troubleOf(error: unknown): Trouble {
  const { status, code, message = "" } = error as SdkError;
  const words = message.replace(CONTROL_CHARACTERS, " ").trim();
  if (status === undefined)
    return { kind: "unanswered", reason: `no answer (${code ?? words})` };
  const reason = `Twilio answered ${status}${code ? `, error ${code}` : ""}: ${words}`;
  return status >= 500
    ? { kind: "unanswered", reason }
    : { kind: "refused", status, reason };
}

/** Whether Twilio says that there is no such resource. */
export function isGone(error: unknown): boolean {
  return (error as SdkError).status === 404;
}

/**
 * What a person can do about a request that failed before anything was changed, in one line.
 * Whatever is no trouble with Twilio is thrown on as it is.
 */
export function explain(error: unknown, access: SdkAccess): UserError {
  if (!isFromSdk(error)) throw error;
  return new UserError(`${wordsFor(error, access)} Nothing was changed.`);
}

function wordsFor(error: SdkError, access: SdkAccess): string {
  const { reason } = troubleOf(error);
  const place = [access.edge, access.region].filter(Boolean).join(".");
  switch (error.status ?? error.code) {
    case 401:
    case 403:
      return place
        ? `${reason}: check the credentials, and that they are those of ${place} (each region has an auth token and API keys of its own).`
        : `${reason}: check TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or TWILIO_API_KEY with TWILIO_API_SECRET.`;
    case 404:
      return `${reason}: check TWILIO_ACCOUNT_SID${place ? `, and that ${place} has this resource` : ""}.`;
    case 429:
      return `${reason}: another program asks Twilio as well; try again in a minute.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return place
        ? `Twilio's API has no host in ${place} that can be found: check TWILIO_REGION and TWILIO_EDGE, and the network.`
        : "Twilio's API cannot be found: check the network.";
    default:
      return access.emulatorUrl !== null && error.status === undefined
        ? `${reason} from TWILIO_EMULATOR_URL (${access.emulatorUrl}): is the emulator running?`
        : `${reason}: try again; status.twilio.com says whether Twilio has trouble.`;
  }
}

function isFromSdk(error: unknown): error is SdkError {
  const { status, code } = (error ?? {}) as SdkError;
  return (
    error instanceof Error &&
    (typeof status === "number" || typeof code === "string")
  );
}
