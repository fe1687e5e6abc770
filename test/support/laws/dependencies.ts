import { startHalfBrokenTwilio } from "../servers/half-broken-twilio";
import { startMisbehavingServer } from "../servers/misbehaving-server";
import type { Misbehaviour } from "../servers/misbehaviours";
import {
  ALL_WAYS,
  ASKED_WAYS,
  certificates,
  PLAIN_WAYS,
  type BrokenServer,
  type WayToFail,
} from "../servers/ways-to-fail";

/** What around /fallback works or does not. */
export type Part =
  | "first backup"
  | "last backup"
  | "journal"
  | "sms"
  | "email"
  | "slack"
  | "pagerduty"
  | "webhook";

/** Something that /fallback depends on. */
export interface Dependency {
  readonly name: string;
  /** What does not work while it fails. */
  readonly parts: readonly Part[];
  /** The setting that leads to it. */
  readonly setting: (url: string) => readonly [name: string, value: string];
  /** The ways in which it can fail here. */
  readonly ways: readonly WayToFail[];
  /** Starts it, failing in one way; what it leaves alone of Twilio goes to `twilioUrl`. */
  readonly start: Start;
}

type Start = (way: WayToFail, twilioUrl: string) => Promise<BrokenServer>;

const BACKUP = at("BACKUP_ORIGINS", (url) =>
  url.replace("://", "://user:s3cretpassword@"),
);
const TWILIO = at("TWILIO_EMULATOR_URL");

/** Nobody can read the answer of who fails so. */
const LOSING_WAYS = ASKED_WAYS.filter(({ result }) =>
  ["unreachable", "timeout", "too-large"].includes(result),
);

/** Each one alone. Of a URL, what begins with `s3cret` is a secret. */
export const BACKUPS: readonly Dependency[] = [
  dependency("the first backup", ["first backup"], BACKUP),
  dependency("the last backup", ["last backup"], BACKUP),
];
export const PROVIDERS: readonly Dependency[] = [
  dependency("SendGrid", ["email"], at("SENDGRID_API_URL")),
  dependency(
    "Slack",
    ["slack"],
    at("ALERT_SLACK_WEBHOOK_URL", (url) => `${url}/services/T0/s3cretpart`),
  ),
  dependency("PagerDuty", ["pagerduty"], at("PAGERDUTY_EVENTS_URL")),
  dependency(
    "the webhook",
    ["webhook"],
    at("ALERT_WEBHOOK_URL", (url) => `${url}/in?key=s3cretquery`),
  ),
];
/** Those that are one host in the emulator. */
export const TWILIO_PRODUCTS: readonly Dependency[] = [
  dependency("Sync", ["journal"], TWILIO, ASKED_WAYS, halfBroken("sync")),
  dependency(
    "Twilio's Messages",
    ["sms"],
    TWILIO,
    ASKED_WAYS,
    halfBroken("api"),
  ),
];
/** All of Twilio's API at once. */
export const TWILIO_API = dependency(
  "Twilio's API",
  ["journal", "sms"],
  TWILIO,
  PLAIN_WAYS,
);

/** Node cannot reset a connection with TLS. */
const TLS_WAYS = ASKED_WAYS.filter(
  ({ name }) => name !== "resets the connection",
);

/** Everything that /fallback depends on. */
export const DEPENDENCIES: readonly Dependency[] = [
  ...BACKUPS,
  dependency(
    "a backup behind TLS",
    ["first backup"],
    BACKUP,
    TLS_WAYS,
    behindTls,
  ),
  TWILIO_API,
  ...TWILIO_PRODUCTS,
  dependency(
    "Twilio's API, its work done,",
    ["journal", "sms"],
    TWILIO,
    LOSING_WAYS,
    halfBroken("answers"),
  ),
  ...PROVIDERS,
];

function dependency(
  name: string,
  parts: readonly Part[],
  setting: Dependency["setting"],
  ways: readonly WayToFail[] = ALL_WAYS,
  start: Start = (way) => way.start(),
): Dependency {
  return { name, parts, setting, ways, start };
}

function at(
  name: string,
  valueOf = (url: string) => url,
): Dependency["setting"] {
  return (url) => [name, valueOf(url)];
}

function halfBroken(broken: "sync" | "api" | "answers"): Start {
  return ({ name }, twilioUrl) =>
    startHalfBrokenTwilio(twilioUrl, broken, name as Misbehaviour);
}

async function behindTls({ name }: WayToFail): Promise<BrokenServer> {
  const { untrusted } = await certificates();
  return startMisbehavingServer(name as Misbehaviour, untrusted);
}
