import {
  startAlertSinks,
  type AlertSinks,
} from "../../../src/cli/drill/world/alert-sinks";
import type { TwilioEmulator } from "../../../src/emulator";
import type { Alert, AlertData } from "../../../src/alerts/alert";
import type { AllClear, AllClearData } from "../../../src/alerts/all-clear";

/** Whom the emulator's messages tell. */
export const SMS_SETTINGS = {
  ALERT_SMS_TO: "+15550142671,+15550142672",
  ALERT_SMS_FROM: "+15550199999",
};

/** What one alert of `SMS_SETTINGS` and the providers is at each channel. */
export const ALERTED_ONCE: Readonly<Record<string, number>> = {
  sms: 2,
  email: 1,
  slack: 1,
  pagerduty: 1,
  webhook: 1,
};

/** Runs a test on providers; a call that none of them knows fails it. */
export async function withSinks(
  test: (sinks: AlertSinks) => Promise<void>,
): Promise<void> {
  const sinks = await startAlertSinks();
  try {
    await test(sinks);
    expect(sinks.unknownCalls).toEqual([]);
  } finally {
    await sinks.stop();
  }
}

/** How many alerts came in at each provider; an SMS to two counts twice. */
export function alertsAt(
  sinks: Pick<AlertSinks, "alerts">,
  emulator?: Pick<TwilioEmulator, "messages">,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sink } of sinks.alerts) counts[sink] = (counts[sink] ?? 0) + 1;
  const sms = emulator?.messages.sent.length ?? 0;
  return sms > 0 ? { sms, ...counts } : counts;
}

/** The `data` of each alert that came in at the generic webhook. */
export function webhookData(sinks: AlertSinks): AlertData[] {
  return sinks.alerts
    .filter(({ sink }) => sink === "webhook")
    .map(({ body }) => (JSON.parse(body) as { data: AlertData }).data);
}

/** The end of an outage of three hours. */
export function someAllClear(data: Partial<AllClearData> = {}): AllClear {
  return {
    kind: "all-clear",
    id: "fallback-resolved-01234567-0123456789abcdef-1795348800",
    at: "2026-11-22T13:20:00.000Z",
    isTest: false,
    dashboardLink: null,
    data: {
      key: "0123456789abcdef",
      severity: "critical",
      origin: "https://www.example.com",
      path: "/index",
      errorClass: "http-error",
      since: "2026-11-22T10:00:00.000Z",
      lastAt: "2026-11-22T13:02:30.000Z",
      resolvedAt: "2026-11-22T13:20:00.000Z",
      count: 34,
      people: 12,
      numbers: [{ number: "+15550001111", count: 34 }],
      recovered: 30,
      apologized: 4,
      silent: 0,
      reported: 0,
      ...data,
    },
  };
}

/** An alert of a call whose two backups failed too. */
export function someAlert(
  data: Partial<AlertData> = {},
  rest: Partial<Omit<Alert, "data">> = {},
): Alert {
  return {
    kind: "alert",
    id: "fallback-alert-01234567-0123456789abcdef-critical-1",
    at: "2026-11-22T10:00:05.000Z",
    channel: "voice",
    errorClass: "http-error",
    isFallbackItself: false,
    isCountAtLeast: false,
    isTest: false,
    mayBeRepeated: false,
    dashboardLink: null,
    ...rest,
    data: {
      key: "0123456789abcdef",
      severity: "critical",
      outcome: "apologized",
      origin: "https://www.example.com",
      path: "/index",
      errorCode: 11200,
      title: "HTTP retrieval failure",
      link: "https://www.twilio.com/docs/api/errors/11200",
      count: 12,
      windowMinutes: 5,
      since: "2026-11-22T10:00:00.000Z",
      people: 9,
      numbers: [{ number: "+15550001111", count: 12 }],
      reason: "opened",
      backups: [
        {
          origin: "https://fallback.example.com",
          result: "timeout",
          status: null,
          ms: 2500,
        },
        {
          origin: "https://dr.example.com",
          result: "http-error",
          status: 502,
          ms: 84,
        },
      ],
      ...data,
    },
  };
}
