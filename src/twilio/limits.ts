/**
 * The most that Twilio takes of a TwiML document, in bytes.
 *
 * @see https://www.twilio.com/docs/api/errors/11750
 */
export const MAX_TWIML_BYTES = 64 * 1024;
