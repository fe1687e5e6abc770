import { count, countPeople } from "../../../text/count";
import { formatUtc } from "../../../text/utc";
import { paramOf } from "./missed-webhook";
import type { PlanItem } from "./plan";
import type { Plan } from "./make-plan";
import type { Replayed } from "./replay";

/** What a plan, or what became of it, adds up to. */
export interface ReplaySummary {
  readonly messages: number;
  readonly callbacks: number;
  readonly people: number;
  readonly delivered: number;
  readonly refused: number;
  readonly unknown: number;
  /** That were sent. */
  readonly replies: number;
}

/** Counts items by what became of them. */
function summarize(items: readonly Replayed[]): ReplaySummary {
  const ended = (state: Replayed["state"]) =>
    items.filter((one) => one.state === state).length;
  const messages = items.filter(({ item }) => item.webhook.kind === "message");
  return {
    messages: messages.length,
    callbacks: items.length - messages.length,
    people: peopleOf(items.map(({ item }) => item)),
    delivered: ended("delivered"),
    refused: ended("refused"),
    unknown: ended("unknown"),
    replies: items
      .flatMap(({ kept }) => kept?.entry.replies ?? [])
      .filter(({ state }) => state === "sent").length,
  };
}

/** `replay --json`. */
export function replayJson({ since, until }: Plan, items: readonly Replayed[]) {
  return {
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    items: items.map(({ item: { webhook }, state, kept }) => ({
      sid: webhook.sid,
      kind: webhook.kind,
      method: webhook.method,
      url: shown(webhook.url),
      source: webhook.source,
      lost: webhook.lost,
      // Another operator's is on its way.
      state: state === "busy" ? "planned" : state,
      status: kept?.entry.status ?? null,
      replies: (kept?.entry.replies ?? []).map(({ to, from, state, sid }) => ({
        to,
        from,
        state: state === "asked" ? "unknown" : state,
        sid,
      })),
    })),
    summary: summarize(items),
  };
}

/** The plan as a person reads it before anything is sent. */
export function describePlan({ items, gone, since, until }: Plan): string {
  const due = items.filter(({ todo }) => todo === "give" || todo === "reply");
  const given = due.filter(({ todo }) => todo === "give");
  const lines = [
    `From ${formatUtc(since)} to ${formatUtc(until)}: ${whatOf(given)}.`,
    ...targets(given),
    ...note(items, "done", "brought back before"),
    ...note(
      items,
      "reply",
      "delivered before, with replies that are not sent yet",
    ),
    ...note(items, "busy", "under way: another operator brings them back"),
    ...note(
      items,
      "unknown",
      "unknown: they may have arrived, and are sent only with --again",
    ),
    ...lostLines(given),
    ...(gone.length === 0
      ? []
      : [
          `  ${count(gone.length, "message")} gone: Twilio does not know them any more`,
        ]),
  ];
  return lines.join("\n");
}

/** "12 messages of 5 people and 3 callbacks". */
export function whatOf(items: readonly PlanItem[]): string {
  const messages = items.filter(({ webhook }) => webhook.kind === "message");
  const callbacks = items.length - messages.length;
  const parts = [
    ...(messages.length > 0
      ? [
          `${count(messages.length, "message")} of ${countPeople(peopleOf(messages))}`,
        ]
      : []),
    ...(callbacks > 0 ? [count(callbacks, "callback")] : []),
  ];
  return parts.length === 0 ? "nothing to bring back" : parts.join(" and ");
}

/** What became of it, in a few lines. */
export function describeReplay(
  items: readonly Replayed[],
  isPrimaryDown: boolean,
): string {
  const { delivered, refused, unknown, replies } = summarize(items);
  const waiting = items.filter(({ state }) => state === "planned").length;
  const remarks = items.flatMap(({ item, state, remarks }) =>
    remarks.map((remark) => `  ${item.webhook.sid} ${state}: ${remark}`),
  );
  return [
    ...remarks,
    `${count(delivered, "webhook")} delivered, ${count(replies, "reply", "replies")} sent.`,
    ...(refused > 0
      ? [`${refused} refused: they are tried again in the next run.`]
      : []),
    ...(unknown > 0
      ? [
          `${unknown} unknown: they may have arrived. Look in your application; --again sends them once more.`,
        ]
      : []),
    ...(waiting > 0 ? [`${waiting} not sent in this run: run it again.`] : []),
    ...(isPrimaryDown
      ? ["Stopped: the primary failed five times in a row. It is not back."]
      : []),
  ].join("\n");
}

function note(
  items: readonly PlanItem[],
  todo: PlanItem["todo"],
  words: string,
): string[] {
  const found = items.filter((item) => item.todo === todo).length;
  return found === 0 ? [] : [`  ${found} ${words}`];
}

function targets(items: readonly PlanItem[]): string[] {
  const counts = new Map<string, number>();
  for (const { webhook } of items) {
    const target = `${webhook.method} ${shown(webhook.url)}`;
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return [...counts].map(([target, times]) => `  ${times} × ${target}`);
}

function lostLines(items: readonly PlanItem[]): string[] {
  const partly = items.filter(({ webhook }) => webhook.lost.length > 0);
  const [first] = partly;
  return first === undefined
    ? []
    : [
        `  ${count(partly.length, "message")} without alert: ${first.webhook.lost.join(", ")} are lost`,
      ];
}

function peopleOf(items: readonly PlanItem[]): number {
  return new Set(
    items
      .filter(({ webhook }) => webhook.kind === "message")
      .map(({ webhook }) => paramOf(webhook.params, "From")),
  ).size;
}

function shown(url: URL): string {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  bare.hash = "";
  return bare.href;
}
