import { randomUUID } from "node:crypto";
import type { Alert } from "../../alerts/alert";
import type { AllClear } from "../../alerts/all-clear";

/** An alert that says of itself that nothing has failed, in the form of a real one. */
export function testAlert(windowMinutes: number): Alert {
  const at = new Date().toISOString();
  const id = randomUUID();
  return {
    kind: "alert",
    id: `fallback-test-${id}`,
    at,
    channel: "voice",
    errorClass: "http-error",
    isFallbackItself: false,
    isCountAtLeast: false,
    mayBeRepeated: false,
    isTest: true,
    dashboardLink: null,
    data: {
      // One of its own, so that the all-clear of this test resolves no other.
      key: `test-${id.slice(0, 8)}`,
      severity: "warning",
      outcome: "recovered",
      origin: "https://www.example.com",
      path: "/index",
      errorCode: 11200,
      title: "HTTP retrieval failure",
      link: "https://www.twilio.com/docs/api/errors/11200",
      count: 1,
      windowMinutes,
      since: at,
      people: 1,
      numbers: [{ number: "+15550001111", count: 1 }],
      reason: "opened",
      backups: [
        {
          origin: "https://fallback.example.com",
          result: "twiml",
          status: 200,
          ms: 84,
        },
      ],
    },
  };
}

/** The all-clear of a test alert. */
export function testAllClear({ id, at, errorClass, data }: Alert): AllClear {
  const { key, severity, origin, path, numbers } = data;
  const resolvedAt = new Date().toISOString();
  return {
    kind: "all-clear",
    id: `${id}-resolved`,
    at: resolvedAt,
    isTest: true,
    dashboardLink: null,
    data: {
      key,
      severity,
      origin,
      path,
      errorClass,
      since: at,
      lastAt: at,
      resolvedAt,
      count: 1,
      people: 1,
      numbers,
      recovered: 1,
      apologized: 0,
      silent: 0,
      reported: 0,
    },
  };
}
