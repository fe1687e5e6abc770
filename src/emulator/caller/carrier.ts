/** A message on its way. */
export interface CarriedMessage {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** URLs. */
  readonly media: readonly string[];
}

/** What carries messages between people and numbers of ours. */
export interface Carrier {
  /** Takes a message that a person wrote to one of our numbers. */
  receive(message: CarriedMessage): void;
  /** Sends what TwiML answers; Twilio's error code where it is not delivered, else null. */
  reply(message: CarriedMessage): number | null;
}
