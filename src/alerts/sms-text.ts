import type { Alert } from "./alert";
import type { AllClear, Notice } from "./all-clear";
import { ended, headline, howMany, what, where } from "./describe-alert";
import {
  allClearHeadline,
  failuresAndPeople,
  howLong,
  whatTheyGot,
} from "./describe-all-clear";
import { cutToSeptets, septets, toGsm } from "./gsm-text";

/** Two segments of GSM-7, which has 153 characters a segment where there are several. */
const MAX_SEPTETS = 2 * 153;

/** Enough of a URL to know the server by. */
const MIN_URL_SEPTETS = 30;

/** A notice in two segments at most. */
export function smsText(notice: Notice): string {
  return notice.kind === "alert" ? alertText(notice) : allClearText(notice);
}

/** How much of what can be left out an alert says, from all of it to what has to be there. */
const VARIANTS = [
  { numbers: 3, hasErrorLink: true, hasDashboardLink: true },
  { numbers: 1, hasErrorLink: true, hasDashboardLink: true },
  { numbers: 0, hasErrorLink: true, hasDashboardLink: true },
  { numbers: 0, hasErrorLink: false, hasDashboardLink: true },
  { numbers: 0, hasErrorLink: false, hasDashboardLink: false },
] as const;

/**
 * What people heard or got, where, what, how many, since when, the backups, and the link. Where
 * that is too long, the backups are cut first, then the URL that failed, then what can be left
 * out.
 */
function alertText(alert: Alert): string {
  const url = toGsm(where(alert.data));
  const least = Math.min(septets(url), MIN_URL_SEPTETS);
  const composed = VARIANTS.map((variant) => composeAlert(alert, variant));
  const compose =
    composed.find((one) => roomIn(one("", "")) >= least) ?? composed.at(-1);
  if (compose === undefined) return "";
  const room = roomIn(compose("", ""));
  if (septets(url) > room) return compose(cutToSeptets(url, room), "");
  const backups = toGsm(alert.data.backups.map(ended).join(", "));
  const left = MAX_SEPTETS - septets(compose(url, "x")) + 1;
  return compose(url, cutToSeptets(backups, left));
}

/** How much more a text has room for, behind a space. */
function roomIn(text: string): number {
  return MAX_SEPTETS - septets(text) - 1;
}

function composeAlert(
  alert: Alert,
  { numbers, hasErrorLink, hasDashboardLink }: (typeof VARIANTS)[number],
) {
  const { data } = alert;
  const error = hasErrorLink && data.link !== null ? ` ${data.link}` : "";
  return (url: string, backups: string): string =>
    sentences([
      `${data.severity.toUpperCase()}: ${headline(alert)}.`,
      url,
      `${what(data)}${error}.`,
      dotted(capitalized(howMany(alert, numbers))),
      data.since && `Since ${clockTime(data.since)} UTC.`,
      backups && `Backups: ${backups}`,
      hasDashboardLink ? alert.dashboardLink : null,
    ]);
}

/** That it is over, where, since when, how long, how many, what they got, and the link. */
function allClearText(notice: AllClear): string {
  const { data } = notice;
  const compose = (url: string): string =>
    sentences([
      `RESOLVED: ${allClearHeadline(notice)}.`,
      url,
      `Since ${clockTime(data.since)} UTC, for ${howLong(data)}.`,
      dotted(failuresAndPeople(data)),
      dotted(whatTheyGot(data)),
      notice.dashboardLink,
    ]);
  return compose(cutToSeptets(toGsm(where(data)), roomIn(compose(""))));
}

function sentences(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(" ");
}

function dotted(text: string | null): string {
  return text ? `${text}.` : "";
}

function capitalized(text: string | null): string | null {
  return text && text.charAt(0).toUpperCase() + text.slice(1);
}

function clockTime(at: string): string {
  return at.slice(11, 19);
}
