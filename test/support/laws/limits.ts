/** The most that a record's JSON has: Twilio keeps the last 3 KB of what an invocation prints. */
export const RECORD_BYTES = 2500;
