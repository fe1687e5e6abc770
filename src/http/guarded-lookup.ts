import { isIP, type LookupFunction } from "node:net";
import { lookUp } from "./look-up";

/** The `cause` of a request whose address the caller did not want. */
export const FORBIDDEN_ADDRESS = "EFORBIDDENADDRESS";

/** A look-up that fails where one of a host's addresses is not to be connected to. */
export function guardedLookup(
  mayConnect: (address: string) => boolean,
): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, options, (error, found, family) => {
      const addresses: readonly { address: string }[] =
        typeof found === "string" ? [{ address: found }] : found;
      const isForbidden =
        error === null && !addresses.every((one) => mayConnect(one.address));
      callback(isForbidden ? forbiddenAddress() : error, found, family);
    });
  };
}

/** The error of a request whose address the caller did not want. */
export function forbiddenAddress(): NodeJS.ErrnoException {
  return Object.assign(new Error("the address is forbidden"), {
    code: FORBIDDEN_ADDRESS,
  });
}

/** The address that a URL's host is; null for a name. */
export function addressIn({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? null : host;
}
