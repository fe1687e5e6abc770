import type { JournalRecord } from "../../../journal/record";
import { createRestClient } from "../../../twilio/rest";
import { logIn, type LoggedIn } from "../../account/login";
import { twilioSdk } from "../../account/twilio-sdk";
import type { Surroundings } from "../../surroundings";
import { ask } from "../../terminal/ask";
import { UserError } from "../../user-error";
import { findRecords } from "../deployed/find-records";
import { readTarget } from "../deployed/read-target";
import { callText, planText } from "./call-report";
import { DEAD_PRIMARIES, type DeadPrimaryName } from "./dead-primaries";
import { readEvidence, type CallEvidence } from "./read-evidence";
import { ring, type CallPlan, type RungCall } from "./ring";
import { settleFacts, type SettledFact } from "./settle-facts";

/** What to ring, as it was typed. */
export interface CallDrill {
  readonly target: string;
  readonly call: string;
  readonly from: string | undefined;
  readonly dead: DeadPrimaryName;
  /** The number once more: it is rung without a question. */
  readonly confirm: string | undefined;
  readonly json: boolean;
}

/** What a call showed. */
export interface CallResult {
  readonly ok: boolean;
  readonly call: RungCall;
  readonly evidence: CallEvidence;
  /** Null where Sync holds none. */
  readonly record: JournalRecord | null;
  readonly facts: readonly SettledFact[];
  /** What does not hold, in words; none where all is well. */
  readonly broken: readonly string[];
}

/**
 * Rings a phone by Twilio, with a primary that is dead and the deployed service as its fallback,
 * and reads what happened. Returns whether all was well.
 */
export async function drillCall(
  typed: CallDrill,
  surroundings: Surroundings,
): Promise<boolean> {
  const { terminal } = surroundings;
  const target = readTarget(typed.target);
  refuseBadNumbers(typed);
  const loggedIn = await logIn(surroundings, "token");
  const sdk = twilioSdk(loggedIn.access);
  const from = typed.from ?? (await ownNumber(sdk));
  const plan: CallPlan = {
    to: typed.call,
    from,
    primary: DEAD_PRIMARIES[typed.dead].webhookAt(target),
    fallback: {
      url: `${target}/fallback?FallbackRehearsal=call`,
      method: "POST",
    },
  };
  const say = typed.json ? terminal.warn : terminal.print;
  say(planText(plan, DEAD_PRIMARIES[typed.dead].what));
  const isConfirmed = typed.confirm !== undefined;
  if (!(await ask(`Ring ${plan.to} now?`, isConfirmed, terminal))) return true;

  const startedAt = surroundings.now();
  const call = await ring(plan, sdk);
  const evidence = await readEvidence(call, plan.fallback.url, sdk);
  const record = await findRecord(call.sid, loggedIn, startedAt);
  const broken = judge(call, evidence, record);
  const facts = settleFacts(evidence);
  const ok = broken.length === 0;
  const result: CallResult = { ok, call, evidence, record, facts, broken };
  terminal.print(
    typed.json ? JSON.stringify(result, null, 2) : callText(result),
  );
  return ok;
}

function refuseBadNumbers({ call, from, confirm }: CallDrill): void {
  for (const [name, number] of Object.entries({ call, from, confirm })) {
    if (number !== undefined && !/^\+[1-9]\d{6,14}$/.test(number)) {
      throw new UserError(
        `--${name} ${number}: expected a number with its country code, as +14155550100`,
      );
    }
  }
  if (confirm !== undefined && confirm !== call) {
    throw new UserError(
      `--confirm ${confirm}: expected the number of --call once more, ${call}`,
    );
  }
}

async function ownNumber(sdk: ReturnType<typeof twilioSdk>): Promise<string> {
  const [number] = await sdk.incomingPhoneNumbers.list({ limit: 1 });
  if (number) return number.phoneNumber;
  throw new UserError(
    "The account has no phone number to call from: name one with --from, or buy one.",
  );
}

async function findRecord(
  sid: string,
  { access, settings }: LoggedIn,
  startedAt: number,
): Promise<JournalRecord | null> {
  const credentials = {
    accountSid: access.accountSid,
    authToken: access.password,
  };
  const rest = createRestClient({ ...access, credentials });
  if (rest === null) return null;
  const { syncServiceSid } = settings;
  const sids = new Set([sid]);
  const { records } = await findRecords(sids, syncServiceSid, rest, startedAt);
  return records[0] ?? null;
}

function judge(
  { status }: RungCall,
  { fallback, fault }: CallEvidence,
  record: JournalRecord | null,
): string[] {
  if (status !== "completed") return [`nobody answered the phone (${status})`];
  if (fallback === null)
    return [
      "Twilio tells of no request to the fallback: look at the call in the Console",
    ];
  return [
    fault !== null && `the reply is not valid: ${fault}`,
    record === null && "no record of the call is in Sync",
    record !== null &&
      record.rehearsal !== true &&
      "its record is not marked as a rehearsal, and counts in an incident",
  ].filter((law) => law !== false);
}
