import { UserError } from "../../user-error";
import type { NumberSearch, NumberType } from "./buy-api";

/** What was typed about the number. */
export interface WantedOptions {
  readonly number: string | undefined;
  readonly country: string | undefined;
  readonly type: NumberType;
  readonly areaCode: string | undefined;
  readonly contains: string | undefined;
}

/** The number that is wanted, or what to look for. */
export type Wanted =
  { readonly number: string } | { readonly search: NumberSearch };

/**
 * Reads what to buy.
 *
 * @throws UserError that says what was expected.
 */
export function readWanted(options: WantedOptions): Wanted {
  const { number, country, type, areaCode, contains } = options;
  const isSearch = [country, areaCode, contains].some((o) => o !== undefined);
  if ((number === undefined) === !isSearch) {
    throw new UserError(
      "Say what to buy: either --number, or --country with --area-code, --contains or --type",
    );
  }
  if (number !== undefined) {
    if (/^\+[1-9]\d{1,14}$/.test(number)) return { number };
    throw new UserError(
      `--number ${number}: expected an E.164 number, as +14155550100`,
    );
  }
  if (areaCode !== undefined && !/^[1-9]\d{1,4}$/.test(areaCode)) {
    throw new UserError(`--area-code ${areaCode}: expected digits, as 415`);
  }
  if (contains !== undefined && !/^[+\d*]{2,}$/.test(contains)) {
    throw new UserError(
      `--contains ${contains}: expected two digits or more, * for any, as 555****100`,
    );
  }
  if (country === undefined || !/^[A-Z]{2}$/.test(country)) {
    throw new UserError(
      "--country: expected the two capital letters of a country, as US",
    );
  }
  return {
    search: {
      country,
      type,
      ...(areaCode !== undefined && { areaCode: Number(areaCode) }),
      ...(contains !== undefined && { contains }),
    },
  };
}
