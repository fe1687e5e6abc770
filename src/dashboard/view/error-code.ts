import { errorTitle } from "../../twilio/error-codes";
import { h, type Description } from "../dom/describe";

/** One of Twilio's error codes with its title, and a link to Twilio's page on it. */
export function errorCode(code: string): Description {
  // A key of the feed's JSON: only digits make a link.
  if (!/^\d{1,6}$/.test(code)) return h("bdi", { class: "long" }, code);
  const title = errorTitle(Number(code));
  return h(
    "span",
    { class: "code" },
    h(
      "a",
      {
        href: `https://www.twilio.com/docs/api/errors/${code}`,
        rel: "noreferrer",
        target: "_blank",
        "aria-label": `${code}, Twilio’s page on this error`,
      },
      code,
    ),
    title === null ? null : ` ${title}`,
  );
}
