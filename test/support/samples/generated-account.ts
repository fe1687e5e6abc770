import type { AccountEmulator, TwilioEmulator } from "../../../src/emulator";
import { seeded } from "../arbitraries/seeded";

/** A fallback, and what it is worth on each channel beside a primary on `www.example.com`. */
interface Fallback {
  readonly url: string;
  readonly method: "POST" | "GET";
  readonly voice: string;
  readonly messaging: string;
}

const both = (verdict: string) => ({ voice: verdict, messaging: verdict });
const DOCUMENTS = "https://x-1-dev.twil.io";

/** Every kind of fallback that somebody may have set. */
export const FALLBACKS: readonly Fallback[] = [
  { url: "", method: "POST", ...both("missing") },
  { url: "", method: "GET", ...both("missing") },
  {
    url: "https://old-fallback.example.net/f?a=1&b=ü",
    method: "GET",
    ...both("covered"),
  },
  {
    url: "http://www.example.com/oops",
    method: "POST",
    ...both("same-origin"),
  },
  { url: "http://10.0.0.9:8080/f", method: "POST", ...both("dead") },
  { url: `${DOCUMENTS}/voice-error.xml`, method: "POST", ...both("dead") },
  {
    url: `${DOCUMENTS}/voice-error.xml`,
    method: "GET",
    voice: "covered",
    messaging: "dead",
  },
  {
    url: `${DOCUMENTS}/messaging-error.49.xml`,
    method: "GET",
    voice: "dead",
    messaging: "covered",
  },
];

const PRIMARIES = [
  "https://www.example.com/a",
  "https://www.example.com/b#rc=2",
];
const DEMO = "https://demo.twilio.com/welcome/voice/";

/** How much of everything an account has. */
export interface Size {
  readonly numbers: number;
  readonly apps: number;
  readonly services: number;
  readonly trunks: number;
  readonly senders: number;
  readonly workflows: number;
}

/** Fills an account with everything that can have a fallback, the same for the same seed. */
function generateAccount(
  account: AccountEmulator,
  size: Size,
  random: () => number,
): void {
  const one = <T>(all: readonly T[]): T =>
    all[Math.floor(random() * all.length)] as T;
  const isOne = (of: number): boolean => random() < 1 / of;
  const times = <T>(count: number, make: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => make(n));
  const primary = (): string =>
    isOne(8) ? "" : isOne(8) ? DEMO : one(PRIMARIES);
  const hooks = (prefix: "voice" | "sms") => {
    const url = primary();
    const fallback = url === "" ? FALLBACKS[0] : one(FALLBACKS);
    return {
      [`${prefix}_url`]: url,
      [`${prefix}_fallback_url`]: fallback?.url ?? "",
      [`${prefix}_fallback_method`]: fallback?.method ?? "POST",
    };
  };
  /** Under what governs: a fallback of its own only where that can be covered. */
  const governed = (prefix: "voice" | "sms", governor: string | undefined) => ({
    [`${prefix}_url`]: one(PRIMARIES),
    ...(canBeCovered(governor, prefix) &&
      isOne(2) && { [`${prefix}_fallback_url`]: "https://own.example.net/" }),
  });
  const canBeCovered = (
    sid: string | undefined,
    prefix: "voice" | "sms",
  ): boolean => {
    const { applications, messagingServices, originationUrls } = account;
    const service = messagingServices.get(sid ?? "");
    const primary = service
      ? service["inbound_request_url"]
      : applications.get(sid ?? "")?.[`${prefix}_url`];
    const leads = originationUrls
      .all()
      .some(({ trunk_sid, enabled }) => trunk_sid === sid && enabled === true);
    return leads || (Boolean(primary) && primary !== DEMO);
  };

  const apps = times(size.apps, (n) =>
    account.applications.add({
      ...{ friendly_name: `App ${n}`, ...hooks("voice"), ...hooks("sms") },
    }),
  );
  const services = times(size.services, (n) => {
    const { sms_url, sms_fallback_url, sms_fallback_method } = hooks("sms");
    return account.messagingServices.add({
      friendly_name: `Service ${n}`,
      use_inbound_webhook_on_number: isOne(4),
      inbound_request_url: orNull(sms_url),
      fallback_url: orNull(sms_fallback_url),
      fallback_method: sms_fallback_method ?? "POST",
    });
  });
  const trunks = times(size.trunks, (n) => {
    const { url, method } = one(
      FALLBACKS.filter(({ voice }) => voice !== "same-origin"),
    );
    const trunk = account.trunks.add({
      friendly_name: `Trunk ${n}`,
      disaster_recovery_url: url || null,
      disaster_recovery_method: method,
    });
    if (!isOne(4))
      account.originationUrls.add({ trunk_sid: trunk, enabled: !isOne(4) });
    return trunk;
  });
  times(size.senders, (n) => {
    const { url } = one(FALLBACKS.filter(({ method }) => method === "POST"));
    account.senders.add({
      sender_id: `${isOne(2) ? "whatsapp" : "rcs"}:+1628555${String(n).padStart(4, "0")}`,
      webhook: {
        callback_url: isOne(6) ? null : one(PRIMARIES),
        fallback_url: url || null,
      },
    });
  });
  const workspace = account.workspaces.add({});
  times(size.workflows, () =>
    account.workflows.add({
      workspace_sid: workspace,
      assignment_callback_url: one(PRIMARIES),
      fallback_assignment_callback_url: isOne(2)
        ? "https://b.example.org/"
        : null,
    }),
  );
  times(size.numbers, (n) => {
    const phone_number = `+1415555${String(n).padStart(4, "0")}`;
    const trunk = isOne(8) ? one(trunks) : undefined;
    const voiceApp = isOne(6) ? one(apps) : undefined;
    const smsApp = isOne(6) ? one(apps) : undefined;
    const service = isOne(3) ? one(services) : undefined;
    const isTalkedTo = isOne(12);
    const line = trunk ?? voiceApp;
    const isIdle =
      account.messagingServices.get(service ?? "")?.[
        "use_inbound_webhook_on_number"
      ] === true;
    const pool = (isIdle ? undefined : service) ?? smsApp;
    const sid = account.phoneNumbers.add({
      phone_number,
      ...(line === undefined ? hooks("voice") : governed("voice", line)),
      ...(pool === undefined ? hooks("sms") : governed("sms", pool)),
      ...(trunk !== undefined && { trunk_sid: trunk }),
      ...(voiceApp !== undefined && { voice_application_sid: voiceApp }),
      ...(smsApp !== undefined && { sms_application_sid: smsApp }),
    });
    if (service !== undefined) account.addSender(service, sid);
    if (isTalkedTo)
      account.conversationAddresses.add({
        address: phone_number,
        auto_creation: { enabled: !isOne(3) },
      });
    if (isOne(5)) account.processIn(one(["ie1", "au1"]), phone_number);
  });
}

/** By night, what issues from an account of years; by day, one of each kind and more. */
const [MAIN, SUBACCOUNT, SUBACCOUNTS]: readonly [Size, Size, number] = process
  .env["EXHAUSTIVE"]
  ? [
      {
        ...{ numbers: 500, apps: 40, services: 20 },
        ...{ trunks: 10, senders: 30, workflows: 5 },
      },
      {
        ...{ numbers: 8, apps: 2, services: 1 },
        ...{ trunks: 1, senders: 1, workflows: 0 },
      },
      12,
    ]
  : [
      {
        ...{ numbers: 80, apps: 12, services: 8 },
        ...{ trunks: 6, senders: 8, workflows: 2 },
      },
      {
        ...{ numbers: 4, apps: 1, services: 1 },
        ...{ trunks: 1, senders: 1, workflows: 0 },
      },
      2,
    ];

/** The account that the whole command is tried on, with its subaccounts. */
export function generateAll({ account }: TwilioEmulator, seed: number): void {
  const random = seeded(seed);
  generateAccount(account, MAIN, random);
  for (let n = 0; n < SUBACCOUNTS; n++)
    generateAccount(account.addSubaccount(`Shop ${n}`), SUBACCOUNT, random);
}

/** The newer APIs have null where nothing is set. */
function orNull(text = ""): string | null {
  return text === "" ? null : text;
}
