import type { LookupAddress, LookupOptions } from "node:dns";

const HOSTS_FILE = "/etc/hosts";

/** One question to one name server; there are two tries. */
const QUESTION_TIMEOUT_MS = 1000;

/**
 * The addresses of a name by the hosts file, else by the name servers, without a thread of
 * libuv's; none where neither knows it. Never rejects.
 */
export async function resolveWithoutThreads(
  hostname: string,
  { family = 0 }: LookupOptions,
): Promise<LookupAddress[]> {
  const isWanted = (one: LookupAddress): boolean =>
    family === 0 || family === `IPv${one.family}` || family === one.family;
  const local = readHosts(hostname).filter(isWanted);
  if (local.length > 0) return local;
  const { Resolver } = process.getBuiltinModule("node:dns/promises");
  const resolver = new Resolver({ timeout: QUESTION_TIMEOUT_MS, tries: 2 });
  const [four, six] = [
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ].map((asked, index) =>
    asked.then(
      (addresses) =>
        addresses
          .map((address) => ({ address, family: index === 0 ? 4 : 6 }))
          .filter(isWanted),
      () => [],
    ),
  );
  const found = await four;
  return found === undefined || found.length === 0
    ? ((await six) ?? [])
    : found;
}

/** What the hosts file says of a name. Read at once: a promise of a file would take a thread. */
function readHosts(hostname: string): LookupAddress[] {
  const name = hostname.toLowerCase();
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const { isIP } = process.getBuiltinModule("node:net");
  let text: string;
  try {
    text = readFileSync(HOSTS_FILE, "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    const [address = "", ...names] = line
      .replace(/#.*/, "")
      .trim()
      .split(/\s+/);
    const family = isIP(address);
    const isNamed = names.some((one) => one.toLowerCase() === name);
    return isNamed && family !== 0 ? [{ address, family }] : [];
  });
}
