import messagingError from "../../assets/messaging-error.xml";
import voiceError from "../../assets/voice-error.xml";
import type { Channel } from "../journal/record";

const ASSETS = { voice: voiceError, messaging: messagingError };

/** For a deployed file whose asset was lost on the way: any word is better than Twilio's own. */
const LAST_WORDS = {
  voice:
    '<?xml version="1.0" encoding="UTF-8"?><Response><Say>We are sorry. We cannot take your call right now. Please call again in a few minutes.</Say></Response>',
  messaging:
    '<?xml version="1.0" encoding="UTF-8"?><Response><Message>We are sorry. We cannot read your message right now. Please write again in a few minutes.</Message></Response>',
};

/**
 * The error TwiML of a channel: the very asset that is also served as a static document (the
 * build refuses one that is not valid), or built-in words where the asset is none.
 */
export function apology(channel: Channel, assets = ASSETS): string {
  const spoken = channel === "messaging" ? "messaging" : "voice";
  return assets[spoken].includes("</Response>")
    ? assets[spoken]
    : LAST_WORDS[spoken];
}
