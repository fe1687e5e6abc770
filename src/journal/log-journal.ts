import type { TwilioAccess } from "../twilio/access";
import type { WriteRecord } from "./sync-journal";

/** Twilio's regions with Functions and without Sync. */
const REGIONS_WITHOUT_SYNC = new Set(["ie1"]);

/** Whether an account's region has no Sync; the emulator has it wherever it is. */
export function lacksSync({ region, emulatorUrl }: TwilioAccess): boolean {
  return (
    emulatorUrl === null && region !== null && REGIONS_WITHOUT_SYNC.has(region)
  );
}

/** The journal where there is no Sync: every record stands in the Function's log, whole. */
export const logJournal: WriteRecord = () =>
  Promise.resolve({
    journaled: false,
    reason: "Twilio Sync is not in this region: the log is the journal",
  });
