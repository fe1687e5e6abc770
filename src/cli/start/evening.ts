import type { PrimaryFaultName } from "../drill/world/primary-faults";
import type { TwimlChannel } from "../../twilio/check-twiml";

/** One part of the evening: what fails meanwhile, and for whom. */
export interface Scene {
  /** What happens now, in words. */
  readonly what: string;
  readonly minutes: number;
  /** How the servers fail; none where all is well. */
  readonly faults: readonly PrimaryFaultName[];
  readonly channels: readonly TwimlChannel[];
  readonly isBackupUp: boolean;
}

/** A call or a message of the evening. */
export interface Attempted {
  readonly from: string;
  readonly to: string;
  readonly channel: TwimlChannel;
  readonly fault: PrimaryFaultName;
}

/** Forty people, and five numbers of ours. */
const PEOPLE = numbers("+1415555", 1200, 40);
const OURS = numbers("+1555000", 1111, 5);

/** What happens, from beginning to end; then it begins again. */
const SCENES: readonly [Scene, ...Scene[]] = [
  {
    what: "Messages begin to fail at one server. The backup answers them.",
    minutes: 1,
    faults: ["server-error"],
    channels: ["messaging"],
    isBackupUp: true,
  },
  {
    what: "Calls fail, too, and a second server cannot be reached. The backup helps.",
    minutes: 2,
    faults: ["server-error", "refused"],
    channels: ["voice", "messaging", "voice"],
    isBackupUp: true,
  },
  {
    what: "The backup fails as well: people get the error message.",
    minutes: 2,
    faults: ["server-error", "refused"],
    channels: ["voice", "messaging", "voice"],
    isBackupUp: false,
  },
  {
    what: "The backup is there again. The second server has recovered.",
    minutes: 2,
    faults: ["server-error"],
    channels: ["voice", "messaging", "voice"],
    isBackupUp: true,
  },
  {
    what: "Everything works again. An incident is quiet after 15 minutes of this.",
    minutes: 3,
    faults: [],
    channels: [],
    isBackupUp: true,
  },
];

const MS_A_MINUTE = 60_000;

/** The scene that plays so long after the beginning. */
export function sceneAt(elapsedMs: number): Scene {
  const whole = SCENES.reduce((sum, { minutes }) => sum + minutes, 0);
  let left = (elapsedMs / MS_A_MINUTE) % whole;
  const scene = SCENES.find(({ minutes }) => {
    left -= minutes;
    return left < 0;
  });
  return scene ?? SCENES[0];
}

/** The nth call or message of a scene: people come back, and some numbers are busier. */
export function attemptAt(
  n: number,
  { channels, faults }: Pick<Scene, "channels" | "faults">,
): Attempted {
  const person = (n * 7 + Math.floor(n / 3)) % PEOPLE.length;
  const ours = Math.floor(((n * n) % 11) / 2.5) % OURS.length;
  return {
    from: PEOPLE[person] ?? "",
    to: OURS[ours] ?? "",
    channel: channels[n % channels.length] ?? "voice",
    fault: faults[n % faults.length] ?? "server-error",
  };
}

function numbers(before: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${before}${first + n}`);
}
