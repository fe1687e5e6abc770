/** What a field holds. Empty text is the API's way to unset one. */
export type FieldValue = string | boolean | number | null | Fields;

/** A resource as it stands in the API's JSON. */
export interface Fields {
  readonly [name: string]: FieldValue;
}

/** A fallback that is refused without a primary URL, and Twilio's error for that. */
export interface FallbackRule {
  readonly fallback: string;
  readonly primary: string;
  readonly code: number;
}

/** A kind of resource. */
export interface ResourceType {
  readonly sidPrefix: string;
  /** The product whose API has them, as `messaging`. */
  readonly product: string;
  /**
   * Below the product, as `/v1/Workspaces/:workspace_sid/Workflows`: a part with a name is a field
   * of them. Below the account in the 2010 API, as `/SIP/Domains`.
   */
  readonly path: string;
  /** Where a list of them stands in an answer. */
  readonly listKey: string;
  /** Every field that can be written, with what it holds while it is unset. */
  readonly unset: Fields;
  readonly fallbackRules: readonly FallbackRule[];
  /** How they are written: as a form, or as JSON. */
  readonly writtenAs: "form" | "json";
  /** The parameter without which no list is given, and the field whose text begins with it. */
  readonly listedBy?: { readonly parameter: string; readonly field: string };
}

/** The text that a field holds, "" where it holds none. */
export function textOf(value: FieldValue | undefined): string {
  return typeof value === "string" ? value : "";
}
