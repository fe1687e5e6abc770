/** The payload of an event about a call's webhook, in the shape that Twilio documents. */
export const PAYLOAD = {
  resource_sid: "CA00000000000000000000000000000011",
  service_sid: null,
  error_code: "11200",
  more_info: {
    msg: "An attempt to retrieve content from https://www.example.com/index returned the HTTP status code 502",
    url: "https://www.example.com/index?token=s3cret",
    httpResponse: "502",
  },
  webhook: {
    type: "application/json",
    request: {
      method: "POST",
      url: "https://www.example.com/index?token=s3cret",
      headers: {},
      parameters: {
        CallSid: "CA00000000000000000000000000000011",
        AccountSid: "AC00000000000000000000000000000001",
        From: "+15551234567",
        To: "+15550001111",
        Direction: "inbound",
      },
    },
    response: { status_code: "502", headers: {}, body: "Bad Gateway" },
  },
};

/** The parameters of Twilio's Debugger webhook. */
export function debuggerEvent(
  payload: unknown = PAYLOAD,
  Level = "ERROR",
): Record<string, string> {
  return {
    Sid: "NO00000000000000000000000000000031",
    AccountSid: "AC00000000000000000000000000000001",
    ParentAccountSid: "",
    Timestamp: "2026-11-22T10:00:04Z",
    Level,
    PayloadType: "application/json",
    Payload: typeof payload === "string" ? payload : JSON.stringify(payload),
  };
}
