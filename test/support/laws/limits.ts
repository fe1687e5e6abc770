/** The most that an item of Sync holds. @see https://www.twilio.com/docs/sync/limits */
export const SYNC_ITEM_BYTES = 16 * 1024;
