import promises from "node:dns/promises";
import dns, { type LookupAddress, type LookupOptions } from "node:dns";

/** libuv's for look-ups. */
const THREADS = 2;

type Callback = (error: Error | null, found: LookupAddress[]) => void;

/** A host that never is looked up to the end: it keeps a thread for as long as the process lives. */
export function hangingHost(n: number): string {
  return `hangs-${String(n)}.invalid`;
}

const isHanging = (hostname: string) => hostname.startsWith("hangs-");

/**
 * Has the system's look-up hang for such hosts, as where a zone's name servers are down: it has
 * two threads, and what waits for one waits as long as those do. Jest restores it.
 */
export function hangLookUps(): void {
  const realLookup = dns.lookup;
  const waiting: (() => void)[] = [];
  let taken = 0;
  const next = () => {
    while (taken < THREADS) {
      const start = waiting.shift();
      if (start === undefined) return;
      taken += 1;
      start();
    }
  };
  const lookup = (
    hostname: string,
    options: LookupOptions & { all: true },
    callback?: Callback,
  ) => {
    // A server that begins to listen looks its own host up, without options.
    if (callback === undefined) {
      (realLookup as (...args: unknown[]) => void)(hostname, options);
      return;
    }
    waiting.push(() => {
      if (isHanging(hostname)) return;
      realLookup(hostname, options, (error, found) => {
        taken -= 1;
        next();
        callback(error, found);
      });
    });
    next();
  };
  jest.spyOn(dns, "lookup").mockImplementation(lookup as typeof dns.lookup);
  answerNames({});
}

/** Has name servers that know such IPv4 addresses, and never answer for a host that hangs. */
export function answerNames(
  known: Readonly<Record<string, string>>,
): readonly string[] {
  const asked: string[] = [];
  const resolve4 = (name: string): Promise<string[]> => {
    asked.push(name);
    const address = known[name];
    if (address !== undefined) return Promise.resolve([address]);
    return isHanging(name)
      ? new Promise(() => undefined)
      : Promise.reject(new Error("nobody knows it"));
  };
  const resolve6 = (): Promise<string[]> =>
    Promise.reject(new Error("nobody knows it"));
  jest
    .spyOn(promises, "Resolver")
    .mockImplementation(
      () => ({ resolve4, resolve6 }) as unknown as promises.Resolver,
    );
  return asked;
}
