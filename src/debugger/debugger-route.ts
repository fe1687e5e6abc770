import type { Invocation } from "../invocation/start-invocation";
import type { Reply, Route } from "../invocation/route";
import { privacyOf, type Privacy } from "../journal/privacy";
import { journalRecord, type JournalRecord } from "../journal/record";
import type { JournalEntry } from "../journal/sync-journal";
import type { Clock } from "../resilience/clock";
import { isOwnDomain } from "../url/own-domain";
import { isAlerting, isLogLine } from "./concerns";
import { isAlertDelivery } from "./is-alert-delivery";
import { readEvent, type DebuggerEvent } from "./read-event";

/** Twilio's Debugger takes no notice of what it is answered. */
const NOTED: Reply = { status: 204 };

/** Stands in the log alone: it is our own trouble, and no incident. */
const UNDELIVERED_ALERT: JournalEntry = {
  journaled: false,
  reason: "it is an alert of ours that was not delivered",
};

/** What `/debugger` does: an event goes into the journal, and whoever is on call is told. */
export const debuggerRoute: Route = {
  answer: async (event, invocation) => {
    await report(event, invocation);
    return NOTED;
  },
  lastResort: (event, { clock, privacy, reason, log }) => {
    const record = recordOf(readEvent(event), clock, privacy);
    log({ ...record, journaled: false, reason });
    return NOTED;
  },
};

async function report(event: unknown, invocation: Invocation): Promise<void> {
  const { settings, budget, writeRecord, startAlert, log } = invocation;
  const reported = readEvent(event);
  if (isLogLine(reported)) return;
  const { failure } = reported;
  const alert = isAlerting(reported)
    ? startAlert(
        failure,
        budget,
        isOwnFallback(failure.errorUrl, settings.domainName),
      )
    : null;
  const isOwn = !alert && (await isAlertDelivery(failure, invocation));
  const record = recordOf(reported, budget, privacyOf(settings));
  const written = isOwn
    ? Promise.resolve(UNDELIVERED_ALERT)
    : writeRecord(record, budget);
  await Promise.all([
    written.then((entry) => {
      log({ ...record, ...entry });
    }),
    alert?.finish(record, budget),
  ]);
}

function recordOf(
  { failure, level }: DebuggerEvent,
  clock: Clock,
  privacy: Privacy,
): JournalRecord {
  return journalRecord(failure, { outcome: "reported", level }, clock, privacy);
}

/** Whether a URL is that of this service's own `/fallback`, after which there is no other. */
function isOwnFallback(url: URL | null, domainName: string | null): boolean {
  return url?.pathname === "/fallback" && isOwnDomain(url, domainName);
}
