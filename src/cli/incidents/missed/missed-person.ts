/** A person who was not helped, at one number of ours, by one channel. */
export interface MissedPerson {
  readonly person: string;
  readonly ours: string;
  readonly channel: "voice" | "messaging";
  /** How often they tried. */
  readonly count: number;
  /** In ISO 8601. */
  readonly firstAt: string;
  readonly lastAt: string;
  /** What they wrote, the oldest first. */
  readonly bodies: readonly string[];
  /** What they left after the tone. */
  readonly recordings: readonly Voicemail[];
  /** Whether they have got through since. */
  readonly hasGotThrough: boolean;
}

/** A recording of a call. */
export interface Voicemail {
  readonly sid: string;
  readonly seconds: number;
  readonly url: string;
}

/** A call or a message that was not helped, with what Twilio keeps of it. */
export interface MissedContact {
  readonly sid: string;
  readonly channel: "voice" | "messaging";
  readonly person: string;
  readonly ours: string;
  /** In ISO 8601. */
  readonly at: string;
  /** Of a message. */
  readonly body: string | null;
}

/** A call or a message of later, by which somebody may have got through. */
export interface LaterContact {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  /** In Unix milliseconds. */
  readonly at: number;
}
