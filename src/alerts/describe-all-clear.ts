import { countFailures, countPeople, joinWords } from "../text/count";
import { formatDuration } from "../text/duration";
import type { AllClear, AllClearData } from "./all-clear";
import { where } from "./describe-alert";
import type { Description } from "./description";

/** Puts the end of an incident into words: since when, how long, how many, and what they got. */
export function describeAllClear(notice: AllClear): Description {
  const { data, dashboardLink } = notice;
  return {
    tag: "resolved",
    headline: allClearHeadline(notice),
    facts: [
      { label: "Where", text: where(data) },
      { label: "Since", text: data.since },
      { label: "How long", text: howLong(data) },
      ...(data.count === null
        ? []
        : [
            { label: "How many", text: failuresAndPeople(data) },
            { label: "What they got", text: whatTheyGot(data) },
          ]),
      ...(dashboardLink === null
        ? []
        : [
            {
              label: "Incident",
              text: "on the dashboard",
              link: dashboardLink,
            },
          ]),
    ],
  };
}

/** That it is over, and how long it took. */
export function allClearHeadline({ isTest, data }: AllClear): string {
  if (isTest) return "TEST ALL-CLEAR: nothing had failed";
  return data.origin === null
    ? "All clear: no failure for an hour"
    : "All clear: the server answers again";
}

/** The time from its first failure to its last. */
export function howLong({ since, lastAt }: AllClearData): string {
  return formatDuration(Date.parse(lastAt) - Date.parse(since));
}

/** "34 failures of 12 people"; "" where the journal does not say. */
export function failuresAndPeople({ count, people }: AllClearData): string {
  if (count === null) return "";
  const whom = people === null ? "" : ` of ${countPeople(people)}`;
  return `${countFailures(count)}${whom}`;
}

/** "30 recovered, 4 got the error message". */
export function whatTheyGot(data: AllClearData): string {
  const parts = [
    [data.recovered, "recovered by a backup"],
    [data.apologized, "got the error message"],
    [data.silent, "answered with silence"],
    [data.reported, "reported by Twilio"],
  ] as const;
  return joinWords(
    parts.flatMap(([number, words]) =>
      number > 0 ? [`${number} ${words}`] : [],
    ),
  );
}
