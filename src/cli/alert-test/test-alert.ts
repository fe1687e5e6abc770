import { randomUUID } from "node:crypto";
import type { Alert } from "../../alerts/alert";

/** An alert that says of itself that nothing has failed, in the form of a real one. */
export function testAlert(windowMinutes: number): Alert {
  const at = new Date().toISOString();
  return {
    id: `fallback-test-${randomUUID()}`,
    at,
    channel: "voice",
    errorClass: "http-error",
    isFallbackItself: false,
    isCountAtLeast: false,
    isTest: true,
    data: {
      key: "test",
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
