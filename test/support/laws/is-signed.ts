import { validateRequest } from "twilio/lib/webhooks/webhooks";
import { formOf } from "../servers/backup-server";
import type { RawRequest } from "../servers/raw-server";

/** Whether Twilio's own library, in a backup's place, takes a request for Twilio's. */
export function isSigned(
  { path, headers, body }: RawRequest,
  authToken: string,
): boolean {
  return validateRequest(
    authToken,
    headers["x-twilio-signature"] ?? "",
    `http://${headers["host"] ?? ""}${path}`,
    formOf(body),
  );
}
