/** What a service shows to somebody who is not Twilio. */
export interface Check {
  /** What must hold, in words. */
  readonly what: string;
  /** What came, in words. */
  readonly found: string;
  /** What was heard or read of it, a phrase a verb. */
  readonly heard: readonly string[];
  /** What does not hold, in words; none where all is well. */
  readonly broken: readonly string[];
}
