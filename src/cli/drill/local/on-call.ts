import {
  startAlertSinks,
  type SinkName,
  type SunkAlert,
} from "../world/alert-sinks";
import type { TwilioEmulator } from "../../../emulator";

/** What somebody on call was told, and by which notifier. */
export interface Told {
  readonly notifier: "sms" | SinkName;
  readonly words: string;
}

/** Those on call, on this machine. */
export interface OnCall {
  /** The settings with which a service alerts them. */
  readonly settings: Readonly<Record<string, string>>;
  /** What they have been told since this was last asked. */
  readonly takeNews: () => Told[];
  readonly stop: () => Promise<void>;
}

/** The notifiers that are set up. */
export const NOTIFIERS: readonly Told["notifier"][] = [
  "sms",
  "email",
  "slack",
  "pagerduty",
  "webhook",
];

/** Windows that are long enough for a drill to fall into one. */
export const WINDOW_MINUTES = 60;

/** Sets every notifier up: Messages in the emulator, and the other providers beside it. */
export async function startOnCall({
  messages,
}: Pick<TwilioEmulator, "messages">): Promise<OnCall> {
  const sinks = await startAlertSinks();
  const settings = {
    ...sinks.settings,
    ALERT_SMS_TO: "+15550100001",
    ALERT_SMS_FROM: "+15550199999",
    ALERT_WINDOW_MINUTES: String(WINDOW_MINUTES),
  };
  const seen = { messages: 0, alerts: 0 };
  return {
    settings,
    takeNews: () => {
      const news = [
        ...messages.sent
          .slice(seen.messages)
          .map(({ body }): Told => ({ notifier: "sms", words: body })),
        ...sinks.alerts
          .slice(seen.alerts)
          .map((one): Told => ({ notifier: one.sink, words: wordsOf(one) })),
      ];
      seen.messages = messages.sent.length;
      seen.alerts = sinks.alerts.length;
      return news;
    },
    stop: sinks.stop,
  };
}

/** What a person would see of an alert; of the generic webhook, its data. */
function wordsOf({ sink, body }: SunkAlert): string {
  const {
    content,
    text = "",
    payload,
    data,
  } = JSON.parse(body) as {
    content?: { value: string }[];
    text?: string;
    payload?: { summary: string };
    data?: unknown;
  };
  switch (sink) {
    case "email":
      return content?.[0]?.value.trim() ?? "";
    case "slack":
      return text;
    case "pagerduty":
      return payload?.summary ?? "";
    case "webhook":
      return JSON.stringify(data);
  }
}
