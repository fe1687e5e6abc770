/** The attributes that hold a URL, on any element. */
export const URL_ATTRIBUTES = [
  "action",
  "url",
  "waitUrl",
  "referUrl",
  "statusCallback",
  "statusCallbackUrl",
  "recordingStatusCallback",
  "transcribeCallback",
  "partialResultCallback",
  "amdStatusCallback",
  "eventCallbackUrl",
];
