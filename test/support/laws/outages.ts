import {
  BACKUPS,
  DEPENDENCIES,
  PROVIDERS,
  TWILIO_API,
  TWILIO_PRODUCTS,
  type Dependency,
  type Part,
} from "./dependencies";
import {
  ALL_WAYS,
  ASKED_WAYS,
  HANGS,
  type BrokenServer,
  type WayToFail,
} from "../servers/ways-to-fail";

/** Neighbours in the list of ways are alike: in a mixed outage, each takes one from further on. */
const STRIDE = 3;

/** A dependency that fails in one way. */
export interface Fault {
  readonly dependency: Dependency;
  readonly way: WayToFail;
}

/** What fails at the same time. */
export interface Outage {
  /** As it stands behind "while". */
  readonly name: string;
  readonly faults: readonly Fault[];
}

/** Each dependency alone, in each way. */
export const SINGLE_OUTAGES: readonly Outage[] = DEPENDENCIES.flatMap(
  (dependency) =>
    dependency.ways.map((way) => ({
      name: `${dependency.name} ${way.name}`,
      faults: [{ dependency, way }],
    })),
);

/** All of them at once, in each way; where one cannot fail so, it hangs: the longest wait. */
export const TOTAL_OUTAGES: readonly Outage[] = ALL_WAYS.map((way) => ({
  name: `everything ${way.name}`,
  faults: [...BACKUPS, TWILIO_API, ...PROVIDERS].map((dependency) => ({
    dependency,
    way: dependency.ways.includes(way) ? way : HANGS,
  })),
}));

/** All of them at once, each in a way of its own; over all these, each in each way. */
export const MIXED_OUTAGES: readonly Outage[] = ASKED_WAYS.map((first, n) => ({
  name: `everything fails, each in its way: the first backup ${first.name}`,
  faults: [...BACKUPS, ...TWILIO_PRODUCTS, ...PROVIDERS].map(
    (dependency, index) => ({
      dependency,
      way: ASKED_WAYS[(n + index * STRIDE) % ASKED_WAYS.length] ?? HANGS,
    }),
  ),
}));

/** Those of them that take as long as they are given. */
export const SLOW_OUTAGES: readonly Outage[] = TOTAL_OUTAGES.filter(
  ({ name }) => /never completes|hangs after|a byte at a time/.test(name),
);

/** The parts that do not work, each with how it fails. */
export function brokenParts({ faults }: Outage): ReadonlyMap<Part, WayToFail> {
  return new Map(
    faults.flatMap(({ dependency, way }) =>
      dependency.parts.map((part) => [part, way]),
    ),
  );
}

/** Servers that fail, and how a service comes to ask them. */
export interface StartedOutage {
  readonly settings: Readonly<Record<string, string>>;
  /** Where the parts that fail are. */
  readonly urls: ReadonlyMap<Part, string>;
  readonly dropConnections: () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Starts what fails. It takes the place of what works; a backup stands before or behind it.
 *
 * @param healthy - The settings that lead to what works.
 */
export async function startOutage(
  { faults }: Outage,
  healthy: Readonly<Record<string, string>>,
): Promise<StartedOutage> {
  const settings = { ...healthy };
  const urls = new Map<Part, string>();
  const servers: BrokenServer[] = [];
  for (const { dependency, way } of faults) {
    const twilioUrl = settings["TWILIO_EMULATOR_URL"] ?? "";
    const server = await dependency.start(way, twilioUrl);
    servers.push(server);
    for (const part of dependency.parts) urls.set(part, server.url);
    const [name, value] = dependency.setting(server.url);
    settings[name] = placed(value, settings[name], dependency);
  }
  return {
    settings,
    urls,
    dropConnections: () => {
      for (const server of servers) server.dropConnections?.();
    },
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

function placed(value: string, healthy = "", { parts }: Dependency): string {
  if (healthy === "") return value;
  if (parts.includes("first backup")) return `${value},${healthy}`;
  return parts.includes("last backup") ? `${healthy},${value}` : value;
}
