import { UserError } from "../../user-error";
import type { BuyApi, NumberForSale, NumberSearch } from "./buy-api";

/** What a country wants to know of who has a number. */
export interface Papers {
  readonly addressSid?: string;
  readonly bundleSid?: string;
}

/**
 * The address and the bundle that a number wants: those that were named, else some of the
 * account's that fit.
 *
 * @throws UserError where the account has no address that fits.
 */
export async function findPapers(
  { phoneNumber, addressRequirements }: NumberForSale,
  { country, type }: NumberSearch,
  given: Papers,
  api: BuyApi,
): Promise<Papers> {
  if (addressRequirements === "none") return given;
  const addressSid =
    given.addressSid ?? (await findAddress(addressRequirements, country, api));
  if (addressSid === null) {
    const where =
      { local: ` in ${country}`, foreign: ` outside of ${country}` }[
        addressRequirements
      ] ?? "";
    throw new UserError(
      `${phoneNumber} cannot be bought: ${country} wants an address${where} for it, and the account has none. Add one in the Console under Phone Numbers, Regulatory Compliance, Addresses, or name one with --address.`,
    );
  }
  const bundleSid = given.bundleSid ?? (await api.findBundle(country, type));
  return { addressSid, ...(bundleSid !== null && { bundleSid }) };
}

async function findAddress(
  requirements: string,
  country: string,
  api: BuyApi,
): Promise<string | null> {
  const addresses = await api.listAddresses();
  const fitting = addresses.find(({ isoCountry }) =>
    requirements === "local"
      ? isoCountry === country
      : requirements === "foreign"
        ? isoCountry !== country
        : true,
  );
  return fitting?.sid ?? null;
}
