import { isIP } from "node:net";

/** From this length on, V8 compiles a pattern to machine code at once. */
const LONG_TEXT_LENGTH = 1000;

let isPrimed = false;

/**
 * Before it looks a host name up, Node tries its patterns of an IP address on it. V8 compiles the
 * long one of IPv6 to bytecode for the first use and to machine code for the second: 5 ms of a
 * cold start on Node 20 and 22. A first use on a long text skips the bytecode: 1.4 ms.
 *
 * @param hostname - One that begins with a digit, as an IPv4 address, which never meets the long
 * pattern, primes nothing.
 */
export function primeHostCheck(hostname: string): void {
  if (isPrimed || hostname < ":") return;
  isPrimed = true;
  isIP("x".repeat(LONG_TEXT_LENGTH));
}
