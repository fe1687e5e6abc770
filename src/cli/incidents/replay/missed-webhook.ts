import type { Params } from "../../../twilio/signature";

/** A webhook that the primary missed, ready to be given to it. */
export interface MissedWebhook {
  /** What it is known by in the ledger: the message's SID, or a callback's alert. */
  readonly key: string;
  /** The SID of the resource, or of the alert where it names none. */
  readonly sid: string;
  readonly kind: "message" | "callback";
  readonly method: "GET" | "POST";
  /** Where it goes. */
  readonly url: URL;
  readonly params: Params;
  /** When it failed, in Unix milliseconds. */
  readonly at: number;
  readonly source: "alert" | "message";
  /** The names of parameters that nobody kept. */
  readonly lost: readonly string[];
  /** The two numbers, in whichever direction: what is about them keeps its order. */
  readonly pair: string;
}

/** The value of a parameter; null where it is absent or empty. */
export function paramOf(params: Params, name: string): string | null {
  const value = params.find(([one]) => one === name)?.[1] ?? "";
  return value === "" ? null : value;
}

/** What two numbers have in common, whoever wrote; the key where there are not two. */
export function pairOf(params: Params, key: string): string {
  const from = paramOf(params, "From");
  const to = paramOf(params, "To");
  return from === null || to === null ? key : [from, to].sort().join(" ");
}
