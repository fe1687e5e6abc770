import type { Incident } from "../../journal/incidents";
import { filled, h, outside, type Description } from "../dom/describe";
import { describeTimeline } from "../timeline/describe-timeline";
import { showTimeline } from "../timeline/show-timeline";
import { ago, shortTime, span } from "../times";
import { classWords, counted, formatNumber } from "../words";
import { errorCode } from "./error-code";
import { timeOf } from "./time";

/** An open incident, in full. */
export function openIncident(incident: Incident, now: number): Description {
  return h(
    "article",
    { key: incident.id, class: "incident card" },
    h("h3", { class: "long" }, origin(incident)),
    h(
      "p",
      { class: "since" },
      "Since ",
      timeOf(incident.firstAt, now, shortTime),
      ` (${ago(Date.parse(incident.firstAt), now)}), last at `,
      timeOf(incident.lastAt, now, shortTime),
    ),
    ...body(incident, now),
  );
}

/** A closed incident: a line that opens. */
export function closedIncident(incident: Incident, now: number): Description {
  const length = Date.parse(incident.lastAt) - Date.parse(incident.firstAt);
  return h(
    "li",
    { key: incident.id },
    h(
      "details",
      { class: "incident card" },
      h(
        "summary",
        {},
        h("h3", { class: "long" }, origin(incident)),
        h(
          "span",
          { class: "since" },
          timeOf(incident.firstAt, now, shortTime),
          length > 0 ? ` for ${span(length)}` : null,
          ` · ${counted(incident.count, "caller")}, ${formatNumber(incident.recovered)} recovered`,
        ),
      ),
      ...body(incident, now),
    ),
  );
}

function origin({ origin }: Incident): Description {
  return outside(origin ?? "Unknown origin");
}

function body(incident: Incident, now: number): Description[] {
  const { title, meaning } = classWords(incident.errorClass);
  const until = incident.state === "open" ? now : Date.parse(incident.lastAt);
  const codes = Object.entries(incident.errorCodes);
  return [
    h(
      "p",
      { class: "meaning long" },
      h("strong", {}, outside(title), "."),
      meaning === "" ? null : ` ${meaning}`,
    ),
    counts(incident),
    filled(
      "div",
      {
        class: "timeline",
        role: "img",
        "aria-label": describeTimeline(incident.timeline, now),
      },
      (element) => {
        showTimeline(element, { timeline: incident.timeline, until });
      },
    ),
    h(
      "ul",
      { class: "codes", "aria-label": "Twilio’s error codes" },
      ...codes.map(([code, count]) =>
        h(
          "li",
          { key: code },
          errorCode(code),
          h("span", { class: "times" }, ` × ${formatNumber(count)}`),
        ),
      ),
      codes.length === 0 ? h("li", {}, "Without an error code") : null,
    ),
  ];
}

function counts(incident: Incident): Description {
  const { voice, messaging, unknown } = incident.channels;
  const through = [
    voice > 0 ? counted(voice, "call") : null,
    messaging > 0 ? counted(messaging, "message") : null,
    unknown > 0 ? `${formatNumber(unknown)} of unknown channel` : null,
  ].filter((text) => text !== null);
  const number = (kind: string, label: string, value: number, note = "") =>
    h(
      "div",
      { key: kind, class: kind },
      h("dt", {}, label),
      h(
        "dd",
        {},
        formatNumber(value),
        note === "" ? null : h("small", {}, ` ${note}`),
      ),
    );
  return h(
    "dl",
    { class: "counts" },
    number("callers", "Callers", incident.count, through.join(", ")),
    number("recovered", "Recovered", incident.recovered),
    number("apologized", "Got the error message", incident.apologized),
    incident.reported > 0
      ? number("reported", "Reported by Twilio", incident.reported)
      : null,
  );
}
