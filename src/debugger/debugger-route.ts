import type { Invocation } from "../invocation/start-invocation";
import type { Reply, Route } from "../invocation/route";
import { journalRecord, privacyOf } from "../journal/record";
import { isOwnDomain } from "../url/own-domain";
import { readEvent } from "./read-event";

/** Twilio's Debugger takes no notice of what it is answered. */
const NOTED: Reply = { status: 204 };

/** What `/debugger` does: an event goes into the journal, and whoever is on call is told. */
export const debuggerRoute: Route = {
  answer: async (event, invocation) => {
    await report(event, invocation);
    return NOTED;
  },
  lastResort: (event, { clock, privacy, reason, log }) => {
    const { failure } = readEvent(event);
    const outcome = { outcome: "reported" } as const;
    const record = journalRecord(failure, outcome, clock, privacy);
    log({ ...record, journaled: false, reason });
    return NOTED;
  },
};

async function report(
  event: unknown,
  { settings, budget, writeRecord, startAlert, log }: Invocation,
): Promise<void> {
  const { failure, isWarning } = readEvent(event);
  const record = journalRecord(
    failure,
    { outcome: "reported" },
    budget,
    privacyOf(settings),
  );
  const alert = isWarning
    ? null
    : startAlert(
        failure,
        budget.remainingMs(),
        isOwnFallback(failure.errorUrl, settings.domainName),
      );
  await Promise.all([
    writeRecord(record, budget).then((entry) => {
      log({ ...record, ...entry });
    }),
    alert?.finish(record, budget.remainingMs()),
  ]);
}

/** Whether a URL is that of this service's own `/fallback`, after which there is no other. */
function isOwnFallback(url: URL | null, domainName: string | null): boolean {
  return url?.pathname === "/fallback" && isOwnDomain(url, domainName);
}
