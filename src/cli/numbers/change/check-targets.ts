import pMap from "p-map";
import { color } from "../../terminal/color";
import { UserError } from "../../user-error";
import { canSign, rehearse } from "../account/probe";
import type { Session } from "../account/session";
import type { TargetUse } from "./plan";
import type { Target } from "./target";

/** A service has 30 invocations at a time, which its callers need. */
const AT_A_TIME = 4;

/**
 * Refuses credentials that cannot sign where a target has to be asked with a signature.
 *
 * @throws UserError that says what to do.
 */
export function refuseUnsignable(
  targets: readonly Target[],
  { access }: Session,
): void {
  if (canSign(access) || targets.every(({ isStatic }) => isStatic)) return;
  throw new UserError(
    "An API key cannot sign a request as Twilio does, so the fallback cannot be tried: set TWILIO_AUTH_TOKEN, or add --force to attach it untried.",
  );
}

/**
 * Asks each target once for each channel, as Twilio would, and says what came. Returns whether all
 * would help.
 */
export async function checkTargets(
  uses: readonly TargetUse[],
  { access, outside, terminal }: Session,
): Promise<boolean> {
  const faults = await pMap(
    uses,
    async ({ target, channel }) => {
      const fault = await rehearse(target, channel, access, outside);
      return fault === null
        ? null
        : `${color.red("✖")} ${target.url} would not help a ${channel === "voice" ? "call" : "message"}: ${fault}.`;
    },
    { concurrency: AT_A_TIME },
  );
  const told = faults.filter((fault) => fault !== null);
  if (told.length === 0) {
    const targets = new Set(uses.map(({ target }) => target.url)).size;
    terminal.print(
      color.green(
        targets === 1
          ? "✔ The fallback was asked, and answers with TwiML."
          : `✔ All ${targets} fallbacks were asked, and answer with TwiML.`,
      ),
    );
    return true;
  }
  terminal.print(
    [
      ...told,
      "Nothing was changed. Deploy the service (npm run deploy prints its domain), or look at the URL; --force attaches it all the same.",
    ].join("\n"),
  );
  return false;
}
