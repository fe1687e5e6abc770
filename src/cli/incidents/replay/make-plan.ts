import type { Twilio } from "twilio";
import type { JournalRecord } from "../../../journal/record";
import type { Settings } from "../../../settings/settings";
import { parseWebUrl } from "../../../url/parse-url";
import type { Surroundings } from "../../surroundings";
import type { ListedAlert } from "../history/alert";
import { listAlerts, readAlerts } from "../history/read-alerts";
import { LOST_PARAMS, readMessageParams } from "../history/read-message";
import { readScoped } from "../read-scoped";
import type { Scope } from "../scope";
import { mapAtOnce } from "../history/map-at-once";
import type { Ledger } from "./ledger";
import { pairOf, type MissedWebhook } from "./missed-webhook";
import { planItem, type PlanItem } from "./plan";
import {
  alertPeriod,
  selectAlerts,
  selectMissed,
  type Wanted,
} from "./select-missed";

/** A plan, and what cannot be brought back. */
export interface Plan {
  readonly items: readonly PlanItem[];
  /** Messages that Twilio does not know any more, by their SIDs. */
  readonly gone: readonly string[];
  readonly since: number;
  readonly until: number;
}

/** Reads what was missed, and what of it was brought back before. Changes nothing. */
export async function makePlan(
  scope: Scope,
  options: { readonly to: URL | null; readonly again: boolean },
  {
    sdk,
    settings,
    ledger,
    surroundings,
  }: {
    readonly sdk: Twilio;
    readonly settings: Settings;
    readonly ledger: Ledger;
    readonly surroundings: Surroundings;
  },
): Promise<Plan> {
  const { terminal, now } = surroundings;
  const scoped = await readScoped(scope, settings, now());
  const { incident, records, since, until } = scoped;
  const wanted: Wanted = { origin: incident?.origin ?? null, since, until };
  const period = alertPeriod(wanted);
  const listed = selectAlerts(await listAlerts(sdk, period), wanted);
  const given = await findGiven(listed, ledger);
  const due = listed.filter(({ sid }) => !given.has(sid));
  const progress = await terminal.progress("Reading alerts", due.length);
  const read = await readAlerts(sdk, due, () => {
    progress.step("");
  });
  progress.end();

  const byAlert = new Map(read.map((one) => [one.alertSid, one]));
  const failed = listed.map(
    (alert) =>
      byAlert.get(alert.sid) ?? { ...alert, alertSid: alert.sid, params: [] },
  );
  const selection = selectMissed(failed, records, wanted, given);
  const fromMessages = await mapAtOnce(selection.messages, (record) =>
    fromRecord(sdk, record),
  );
  const missed = [
    ...selection.webhooks,
    ...fromMessages.filter((message) => message !== null),
  ].toSorted((one, other) => one.at - other.at);
  const known = await ledger.readAll();
  return {
    items: missed.map((webhook) =>
      planItem(moveTo(webhook, options.to), known.get(webhook.key) ?? null, {
        now: now(),
        again: options.again,
      }),
    ),
    gone: selection.messages.flatMap(({ sid }, index) =>
      fromMessages[index] === null && sid !== null ? [sid] : [],
    ),
    since,
    until,
  };
}

/**
 * The alerts of callbacks that were brought back before, which a run that goes on need not read one
 * by one: a message stands in the ledger by its own SID, and a callback by its alert's.
 */
async function findGiven(
  alerts: readonly ListedAlert[],
  ledger: Ledger,
): Promise<ReadonlySet<string>> {
  const known = await ledger.readAll();
  const given = alerts.filter(
    ({ sid }) => known.get(sid)?.entry.state === "delivered",
  );
  return new Set(given.map(({ sid }) => sid));
}

/** A message that has no alert, out of what Twilio keeps of it; null where it is gone. */
async function fromRecord(
  sdk: Twilio,
  { sid, errorUrl, at }: JournalRecord,
): Promise<MissedWebhook | null> {
  const url = parseWebUrl(errorUrl);
  const params = sid === null ? null : await readMessageParams(sdk, sid);
  if (sid === null || url === null || params === null) return null;
  return {
    key: sid,
    sid,
    kind: "message",
    method: "POST",
    url,
    params,
    at: Date.parse(at),
    source: "message",
    lost: LOST_PARAMS,
    pair: pairOf(params, sid),
  };
}

/** Another base takes the webhook's path and query behind its own path. */
function moveTo(webhook: MissedWebhook, base: URL | null): MissedWebhook {
  if (base === null) return webhook;
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/(?<!\/)\/+$/, "")}${webhook.url.pathname}`;
  url.search = webhook.url.search;
  return { ...webhook, url };
}
