import { certainValue, flag, value } from "../../options";
import { defineCommand, type CliCommand } from "../../command";
import { readHttpsUrl } from "../../account/read-url";
import { troubleOf } from "../../account/trouble";
import { ask } from "../../terminal/ask";
import { color } from "../../terminal/color";
import { UserError } from "../../user-error";
import { number as numberKind } from "../account/kinds/number";
import { inAccount, namedByOption } from "../account/open-session";
import type { ExitCode, Outside, Session } from "../account/session";
import type { FieldChange } from "../change/change";
import { targetFor } from "../change/choose-target";
import { diffText } from "../change/diff";
import { readTargets, type Method, type Target } from "../change/target";
import { TARGET_OPTIONS } from "../change/target-options";
import { NEEDS } from "../needs";
import { buyApi, type BuyApi, type NumberType } from "./buy-api";
import { findPapers, type Papers } from "./find-papers";
import { readWanted, type Wanted, type WantedOptions } from "./read-wanted";

/** What `buy` is asked to do. */
interface BuyOptions extends WantedOptions {
  readonly voiceUrl: string | undefined;
  readonly smsUrl: string | undefined;
  readonly to: string;
  readonly method: Method;
  readonly address: string | undefined;
  readonly bundle: string | undefined;
  readonly yes: boolean;
}

type Primary = readonly ["voice" | "messaging", string];

/** Buys a number that has its fallback from its first second. */
export function buyCommand(outside: Outside): CliCommand {
  return defineCommand({
    name: "buy",
    summary: "Buys a number with its fallback set from its first second.",
    options: {
      number: value("<number>", "this number, as +14155550100"),
      country: value("<code>", "or one of this country, as US"),
      type: certainValue<NumberType>("<type>", "of this type", {
        choices: ["local", "mobile", "toll-free"],
        default: "local",
      }),
      areaCode: value("<code>", "and of this area code"),
      contains: value("<digits>", "and with these digits in it, * for any"),
      voiceUrl: value("<url>", "the primary URL for calls (https)"),
      smsUrl: value("<url>", "the primary URL for messages (https)"),
      to: certainValue(
        "<target>",
        "the fallback: the domain of your service, which stands for its /fallback, or a full https URL",
      ),
      ...TARGET_OPTIONS,
      address: value(
        "<sid>",
        "the address for it, where its country wants one",
      ),
      bundle: value("<sid>", "the regulatory bundle for it, likewise"),
      account: value("<sid>", "for this subaccount"),
      yes: flag("do it without asking"),
    },
    help: `The number is shown with its price first.

${NEEDS}`,
    examples: [
      "--country US --area-code 415 --voice-url https://www.example.com/voice --sms-url https://www.example.com/sms --to twilio-fallback-1234-dev.twil.io",
    ],
    exitCode:
      "0 if it is bought, 1 if not, 2 for wrong use or credentials, or where there is no terminal to ask in and no --yes (nothing is bought then).",
    run: ({ account, ...options }, surroundings) =>
      inAccount(surroundings, outside, namedByOption(account), (session) =>
        buy(options, session),
      ),
  });
}

async function buy(
  options: BuyOptions,
  { access, terminal }: Session,
): Promise<ExitCode> {
  const targets = readTargets(options.to, options.method);
  const primaries = readPrimaries(options);
  const { twilioSdk } = await import("../../account/twilio-sdk");
  const api = buyApi(twilioSdk(access));
  const found = await find(readWanted(options), options, api);
  const { number } = found;
  const fields = primaries.flatMap((primary) =>
    fieldsFor(number, primary, targets),
  );
  const papers = paperFields(found.papers);
  const shown = { kind: "number", sid: "to be bought", name: number } as const;
  terminal.print(
    diffText([{ ...shown, fields: [...fields, ...papers] }], terminal.columns),
  );
  terminal.print(
    color.dim(
      found.price === null
        ? "\nTwilio charges your account for the number at once, and every month; what it costs could not be read."
        : `\nTwilio charges your account ${found.price} for the number, at once and every month.`,
    ),
  );
  if (!(await ask(`Buy ${number}?`, options.yes, terminal))) return 1;
  const values = [...fields, ...papers].map((f) => [f.field, f.new] as const);
  try {
    const { sid } = await api.buyNumber(number, Object.fromEntries(values));
    terminal.print(color.green(`✔ ${number} is yours (${sid}).`));
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

/** A number, with what it costs and what has to be named with it. */
interface Found {
  readonly number: string;
  readonly price: string | null;
  readonly papers: Papers;
}

async function find(
  wanted: Wanted,
  { address, bundle }: BuyOptions,
  api: BuyApi,
): Promise<Found> {
  const given: Papers = {
    ...(address !== undefined && { addressSid: address }),
    ...(bundle !== undefined && { bundleSid: bundle }),
  };
  if ("number" in wanted)
    return { number: wanted.number, price: null, papers: given };
  const { search } = wanted;
  const { country, type } = search;
  const offer = await api.findNumber(search);
  if (offer === null) {
    const { areaCode, contains } = search;
    const of = [
      areaCode === undefined ? "" : ` of area code ${areaCode}`,
      contains === undefined ? "" : ` with ${contains} in it`,
    ].join("");
    throw new UserError(
      `Twilio has no ${type === "local" ? "" : `${type} `}number${of} in ${country} for sale: try another.`,
    );
  }
  return {
    number: offer.phoneNumber,
    price: await api.findPrice(country, type).catch(() => null),
    papers: await findPapers(offer, search, given, api),
  };
}

function readPrimaries({ voiceUrl, smsUrl }: BuyOptions): Primary[] {
  const primaries: Primary[] = [];
  if (voiceUrl !== undefined) {
    readHttpsUrl(voiceUrl, "--voice-url");
    primaries.push(["voice", voiceUrl]);
  }
  if (smsUrl !== undefined) {
    readHttpsUrl(smsUrl, "--sms-url");
    primaries.push(["messaging", smsUrl]);
  }
  if (primaries.length > 0) return primaries;
  throw new UserError(
    "A fallback needs a primary URL: add --voice-url, --sms-url, or both",
  );
}

function fieldsFor(
  number: string,
  [channel, primaryUrl]: Primary,
  targets: readonly Target[],
): FieldChange[] {
  const { methods, webhooks } = numberKind;
  const names = webhooks[channel];
  const digits = number.slice(1);
  const target = targetFor(
    { key: number, channel, primaryUrl, methods, digits },
    targets,
  );
  if (typeof target === "string")
    throw new UserError(`--to, for ${channel}: ${target}`);
  return [
    { field: names?.primaryUrl ?? "", old: "", new: primaryUrl },
    { field: names?.fallbackUrl ?? "", old: "", new: target.url },
    { field: names?.fallbackMethod ?? "", old: "", new: target.method },
  ];
}

function paperFields(papers: Papers): FieldChange[] {
  return Object.entries(papers).map(([field, sid]: [string, string]) => ({
    field,
    old: "",
    new: sid,
  }));
}
