import { color } from "../../terminal/color";
import type { TwimlChannel } from "../../../twilio/check-twiml";
import { UserError } from "../../user-error";
import { ask } from "../../terminal/ask";
import { diffText } from "./diff";
import { targetFor, type FieldChange } from "./plan";
import { WEBHOOK_FIELDS } from "../account/resource";
import type { ExitCode, Session } from "../account/session";
import { readHttpsUrl, readTargets, type Method, type Target } from "./target";
import { troubleOf } from "../../account/trouble";

/** What `buy` is asked to do. */
export interface BuyOptions {
  readonly number?: string;
  readonly areaCode?: string;
  readonly country?: string;
  readonly voiceUrl?: string;
  readonly smsUrl?: string;
  readonly to: string;
  readonly method: Method;
  readonly yes?: boolean;
}

/** Buys a number that has its fallback from its first second. */
export async function buy(
  options: BuyOptions,
  { api, terminal }: Session,
): Promise<ExitCode> {
  const targets = readTargets(options.to, options.method);
  const primaries = readPrimaries(options);
  const wanted = readWanted(options);
  const number =
    "number" in wanted
      ? wanted.number
      : await api.findNumber(wanted.country, wanted.areaCode);
  if (number === null) {
    throw new UserError(
      `Twilio has no number of area code ${options.areaCode ?? ""} in ${options.country ?? ""} for sale: try another --area-code.`,
    );
  }
  const fields = primaries.flatMap(([channel, url]) =>
    fieldsFor(number, channel, url, targets),
  );
  terminal.print(
    diffText([{ kind: "number", sid: "to be bought", name: number, fields }]),
  );
  terminal.print(
    color.dim("\nTwilio charges your account for the number at once."),
  );
  if (!(await ask(`Buy ${number}?`, options.yes, terminal))) return 1;
  try {
    const values = Object.fromEntries(fields.map((f) => [f.field, f.new]));
    const bought = await api.buyNumber(number, values);
    terminal.print(
      color.green(`✔ ${number} is yours (${String(bought["sid"])}).`),
    );
    return 0;
  } catch (error) {
    const trouble = troubleOf(error);
    const state =
      trouble.kind === "refused"
        ? "was not bought"
        : "may have been bought (audit tells)";
    terminal.print(color.red(`✖ ${number} ${state}: ${trouble.reason}`));
    return 1;
  }
}

function readPrimaries({
  voiceUrl,
  smsUrl,
}: BuyOptions): [TwimlChannel, string][] {
  if (voiceUrl !== undefined) readHttpsUrl(voiceUrl, "--voice-url");
  if (smsUrl !== undefined) readHttpsUrl(smsUrl, "--sms-url");
  const primaries: [TwimlChannel, string | undefined][] = [
    ["voice", voiceUrl],
    ["messaging", smsUrl],
  ];
  const given = primaries.filter(
    (primary): primary is [TwimlChannel, string] => primary[1] !== undefined,
  );
  if (given.length > 0) return given;
  throw new UserError(
    "A fallback needs a primary URL: add --voice-url, --sms-url, or both",
  );
}

function readWanted({
  number,
  areaCode,
  country,
}: BuyOptions): { number: string } | { country: string; areaCode: number } {
  if ((number === undefined) === (areaCode === undefined)) {
    throw new UserError(
      "Say what to buy: either --number, or --area-code with --country",
    );
  }
  if (number !== undefined) {
    if (/^\+[1-9]\d{1,14}$/.test(number)) return { number };
    throw new UserError(
      `--number ${number}: expected an E.164 number, as +14155550100`,
    );
  }
  if (!/^[1-9]\d{1,4}$/.test(areaCode ?? "")) {
    throw new UserError(
      `--area-code ${areaCode ?? ""}: expected digits, as 415`,
    );
  }
  if (!/^[A-Z]{2}$/.test(country ?? "")) {
    throw new UserError(
      "--country: expected the two capital letters of a country, as US, beside --area-code",
    );
  }
  return { country: country ?? "", areaCode: Number(areaCode) };
}

function fieldsFor(
  number: string,
  channel: TwimlChannel,
  primaryUrl: string,
  targets: readonly Target[],
): FieldChange[] {
  const target = targetFor(number, channel, primaryUrl, targets);
  const names = WEBHOOK_FIELDS.number[channel];
  if (typeof target === "string")
    throw new UserError(`--to, for ${channel}: ${target}`);
  if (!names) return [];
  return [
    { field: names.primaryUrl, old: "", new: primaryUrl },
    { field: names.fallbackUrl, old: "", new: target.url },
    { field: names.fallbackMethod, old: "", new: target.method },
  ];
}
