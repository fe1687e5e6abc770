/** What every command needs to be told, for its help. */
export const NEEDS = `Credentials, from the environment or .env: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET (ACCOUNT_SID and AUTH_TOKEN do, too). TWILIO_REGION and TWILIO_EDGE are honoured.`;
