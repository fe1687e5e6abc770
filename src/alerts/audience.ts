import { createHash } from "node:crypto";
import type { Notifier } from "./notifiers/notifier";

const NAME_LENGTH = 8;

/**
 * A name for all who are told, as 8 hexadecimal digits. Services with the same recipients alert
 * once between them; one that only tries things out silences nobody else's.
 */
export function nameAudience(
  notifiers: readonly Pick<Notifier, "recipients">[],
): string {
  const recipients = notifiers.flatMap((notifier) => notifier.recipients);
  return createHash("sha256")
    .update(recipients.sort().join("\n"))
    .digest("hex")
    .slice(0, NAME_LENGTH);
}
