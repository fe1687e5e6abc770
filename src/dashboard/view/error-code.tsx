import type { VNode } from "preact";
import { errorTitle } from "../../twilio/error-codes";

/** One of Twilio's error codes with its title, and a link to Twilio's page on it. */
export function ErrorCode({ code }: { readonly code: string }): VNode {
  // A key of the feed's JSON: only digits make a link.
  if (!/^\d{1,6}$/.test(code)) return <bdi class="long">{code}</bdi>;
  const title = errorTitle(Number(code));
  return (
    <span class="code">
      <a
        href={`https://www.twilio.com/docs/api/errors/${code}`}
        rel="noreferrer"
        target="_blank"
        aria-label={`${code}, Twilio’s page on this error`}
      >
        {code}
      </a>
      {title === null ? null : ` ${title}`}
    </span>
  );
}
