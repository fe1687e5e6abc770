/** Where and as whom Twilio's REST API is asked. */
export interface TwilioAccess {
  /** Null where the platform gave no credentials (a bare local run). */
  readonly credentials: { accountSid: string; authToken: string } | null;
  readonly region: string | null;
  readonly edge: string | null;
  /** An `http` base URL on a loopback host, without a trailing slash. */
  readonly emulatorUrl: string | null;
}
