import type { Attempt, JournalRecord } from "../../journal/record";
import { h, outside, type Description } from "../dom/describe";
import { exactTime } from "../times";
import {
  channelWords,
  formatNumber,
  outcomeWords,
  resultWords,
} from "../words";
import { errorCode } from "./error-code";
import { timeOf } from "./time";

/** One failure, with what was attempted for its caller. */
export function failure(record: JournalRecord, now: number): Description {
  return h(
    "li",
    {
      key: `${record.sid ?? ""} ${record.at} ${record.source}`,
      class: "failure",
    },
    h(
      "p",
      { class: "what" },
      timeOf(record.at, now, exactTime),
      " ",
      outcome(record.outcome),
      " ",
      record.rehearsal === true
        ? h("span", { class: "badge rehearsal" }, "Rehearsal")
        : null,
    ),
    h("p", { class: "where long" }, outside(record.errorUrl ?? "Unknown URL")),
    h(
      "p",
      { class: "who long" },
      outside(channelWords(record.channel)),
      record.from === null ? null : " from ",
      record.from === null ? null : outside(record.from),
      record.to === null ? null : " to ",
      record.to === null ? null : outside(record.to),
      record.errorCode === null ? null : " · ",
      record.errorCode === null ? null : errorCode(String(record.errorCode)),
      record.sid === null ? null : " · ",
      record.sid === null ? null : h("bdi", { class: "sid" }, record.sid),
    ),
    record.attempts.length === 0
      ? null
      : h(
          "ol",
          { class: "attempts", "aria-label": "Attempts" },
          ...record.attempts.map(attempt),
        ),
  );
}

function outcome(word: string): Description {
  const known = ["recovered", "apologized", "reported"].includes(word);
  return h(
    "span",
    { class: known ? `badge ${word}` : "badge" },
    outside(outcomeWords(word)),
  );
}

function attempt({ origin, result, status, ms }: Attempt): Description {
  return h(
    "li",
    { class: result === "twiml" ? "long answered" : "long" },
    outside(origin),
    ": ",
    outside(resultWords(result)),
    status === null ? null : `, ${status}`,
    `, ${formatNumber(ms)} ms`,
  );
}
