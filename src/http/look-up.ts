import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { resolveWithoutThreads } from "./resolve-without-threads";

/** A look-up that has not come back by then is late: another way is tried beside it. */
const LATE_AFTER_MS = 250;

/** libuv gives look-ups two of its threads; a name that hangs keeps one until the system gives up. */
const MAX_THREADS = 2;

/** A name that the system is looking up, and since when, in Unix milliseconds. */
interface Asked {
  readonly found: Promise<LookupAddress[]>;
  readonly since: number;
}

/** Each name is asked of the system once at a time: its threads are few, and no time-out frees one. */
const asked = new Map<string, Asked>();

/**
 * Looks a host name up as Node does, by the system. Where that is late, the name is also resolved
 * without a thread, and the first answer counts; where names that hang keep all the threads, the
 * system is not asked at all. So those, any number of them, keep nobody else from being found.
 */
export const lookUp: LookupFunction = (hostname, options, callback) => {
  find(hostname, options).then(
    (found) => {
      const [first] = found;
      if (options.all === true || first === undefined) callback(null, found);
      else callback(null, first.address, first.family);
    },
    (error: unknown) => {
      callback(error as NodeJS.ErrnoException, []);
    },
  );
};

async function find(
  hostname: string,
  options: LookupOptions,
): Promise<LookupAddress[]> {
  if (areThreadsTaken()) {
    const found = await resolveWithoutThreads(hostname, options);
    if (found.length === 0) throw notFound(hostname);
    return found;
  }
  const system = askSystem(hostname, options);
  let timer: NodeJS.Timeout | undefined;
  const otherwise = new Promise<LookupAddress[]>((resolve) => {
    const tryOtherwise = async (): Promise<void> => {
      const found = await resolveWithoutThreads(hostname, options);
      resolve(found.length > 0 ? found : system.found);
    };
    const afterMs = isLate(system) ? 0 : LATE_AFTER_MS;
    timer = setTimeout(() => void tryOtherwise(), afterMs);
  });
  try {
    return await Promise.race([system.found, otherwise]);
  } finally {
    clearTimeout(timer);
  }
}

/** As the system says it. */
function notFound(hostname: string): NodeJS.ErrnoException {
  const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
  return Object.assign(error, { code: "ENOTFOUND" });
}

function askSystem(hostname: string, options: LookupOptions): Asked {
  const { family = 0, hints = 0 } = options;
  const name = `${hostname} ${family} ${hints}`;
  const known = asked.get(name);
  if (known) return known;
  const found = new Promise<LookupAddress[]>((resolve, reject) => {
    const { lookup } = process.getBuiltinModule("node:dns");
    lookup(hostname, { family, hints, all: true }, (error, addresses) => {
      asked.delete(name);
      if (error) reject(error);
      else resolve(addresses);
    });
  });
  const system = { found, since: Date.now() };
  asked.set(name, system);
  return system;
}

function isLate({ since }: Asked): boolean {
  return Math.abs(Date.now() - since) >= LATE_AFTER_MS;
}

function areThreadsTaken(): boolean {
  return [...asked.values()].filter(isLate).length >= MAX_THREADS;
}
