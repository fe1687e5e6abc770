import { createHash } from "node:crypto";
import { nameAudience } from "../../alerts/audience";
import type { IncidentItem } from "../../alerts/incident-item";
import { writeIncident } from "../../alerts/incident-map";
import { newSid, type TwilioEmulator } from "../../emulator";
import { classifyError } from "../../journal/classify-error";
import { recordKey } from "../../journal/incident-key";
import type { JournalRecord } from "../../journal/record";
import { journalBreaker, syncJournal } from "../../journal/sync-journal";
import { startBudget } from "../../resilience/budget";
import type { Settings } from "../../settings/settings";
import { createRestClient } from "../../twilio/rest";
import { attemptAt, type Scene } from "./evening";

/** An incident that began and ended before the rehearsal. Times are in minutes before it. */
interface Earlier {
  readonly origin: string;
  readonly errorCode: number;
  readonly from: number;
  readonly to: number;
  readonly failures: number;
  /** When its server was seen to answer again; null where it was not. */
  readonly resolved: number | null;
  readonly scene: Pick<Scene, "channels" | "faults">;
}

/** One that is over and done, and one that has just become quiet, or is about to. */
const EARLIER: readonly Earlier[] = [
  {
    origin: "https://shop.example.com",
    errorCode: 11200,
    from: 95,
    to: 62,
    failures: 46,
    resolved: 46,
    scene: { channels: ["voice", "messaging"], faults: [] },
  },
  {
    origin: "https://booking.example.com",
    errorCode: 11205,
    from: 33,
    to: 14,
    failures: 21,
    resolved: null,
    scene: { channels: ["voice"], faults: [] },
  },
];

const MS_A_MINUTE = 60_000;
const WRITE_TIMEOUT_MS = 5000;

/** Writes down what failed before the rehearsal, so that there is an incident in every state. */
export async function writeEarlier(
  { url, accountSid, authToken }: TwilioEmulator,
  settings: Pick<
    Settings,
    "syncServiceSid" | "journalShards" | "journalTtlDays"
  >,
  now: number,
): Promise<void> {
  const rest = createRestClient({
    credentials: { accountSid, authToken },
    region: null,
    edge: null,
    emulatorUrl: url,
  });
  if (rest === null) throw new Error("There are credentials, and no client.");
  const write = syncJournal(settings, rest, journalBreaker());
  const map = {
    syncServiceSid: settings.syncServiceSid,
    audience: nameAudience([]),
    rest,
  };
  for (const earlier of EARLIER) {
    const records = recordsOf(earlier, now);
    for (const record of records)
      await write(record, startBudget(WRITE_TIMEOUT_MS));
    const [first] = records;
    if (first === undefined) continue;
    const item = itemOf(earlier, now);
    const budget = startBudget(WRITE_TIMEOUT_MS);
    await writeIncident(map, recordKey(first), item, null, budget);
  }
}

function recordsOf(earlier: Earlier, now: number): JournalRecord[] {
  const { origin, errorCode, from, to, failures, scene } = earlier;
  return Array.from({ length: failures }, (_, n): JournalRecord => {
    const person = attemptAt(n, scene);
    const minutesAgo = from - ((from - to) * n) / (failures - 1);
    const isRecovered = n % 3 === 0;
    const backup = "https://fallback.example.com";
    return {
      v: 1,
      at: new Date(now - minutesAgo * MS_A_MINUTE).toISOString(),
      source: "fallback",
      channel: person.channel,
      errorCode,
      errorUrl: `${origin}/${person.channel}`,
      sid: newSid(person.channel === "voice" ? "CA" : "SM"),
      accountSid: null,
      from: `+1••••••${person.from.slice(-4)}`,
      to: person.to,
      person: createHash("sha256")
        .update(person.from)
        .digest("hex")
        .slice(0, 16),
      outcome: isRecovered ? "recovered" : "apologized",
      recoveredBy: isRecovered ? backup : null,
      attempts: [
        isRecovered
          ? { origin: backup, result: "twiml", status: 200, ms: 61 }
          : {
              origin: backup,
              result: "timeout",
              status: null,
              ms: 2500,
            },
      ],
      ms: isRecovered ? 95 : 2540,
    };
  });
}

function itemOf(earlier: Earlier, now: number): IncidentItem {
  const ago = (minutes: number) =>
    new Date(now - minutes * MS_A_MINUTE).toISOString();
  return {
    origin: earlier.origin,
    errorClass: classifyError(earlier.errorCode),
    openedAt: ago(earlier.from),
    lastAt: ago(earlier.to),
    severity: "critical",
    hasCalls: true,
    toldAt: ago(earlier.from),
    told: [],
    resolvedAt: earlier.resolved === null ? null : ago(earlier.resolved),
  };
}
