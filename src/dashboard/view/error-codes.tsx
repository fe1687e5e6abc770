import type { VNode } from "preact";
import { formatNumber } from "../../text/count";
import type { Incident } from "../client/feed";
import { ErrorCode } from "./error-code";

/** Twilio's error codes of an incident, with how often each came. */
export function ErrorCodes({
  errorCodes,
}: Pick<Incident, "errorCodes">): VNode {
  const codes = Object.entries(errorCodes);
  return (
    <ul class="codes" aria-label="Twilio’s error codes">
      {codes.map(([code, times]) => (
        <li key={code}>
          <ErrorCode code={code} />
          <span class="times">{` × ${formatNumber(times)}`}</span>
        </li>
      ))}
      {codes.length === 0 ? <li>Without an error code</li> : null}
    </ul>
  );
}
