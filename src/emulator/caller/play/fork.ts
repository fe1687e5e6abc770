import type { Params } from "../../../twilio/signature";

/** A point of a document where it depends on a person, or the network, how it goes on. */
export interface Fork {
  readonly verb: "Gather" | "Record" | "Dial" | "Enqueue";
  /** Where it stands. */
  readonly url: string;
  readonly line: number;
  /** The first is what is hoped for. */
  readonly options: readonly [Option, ...Option[]];
}

/** One way on. */
export interface Option {
  /** As `presses 1`, `does not answer`. */
  readonly name: string;
  /** What the next request carries of it. */
  readonly params: Params;
}

/** Decides at a fork; it may return an option of its own, as other digits. */
export type Choose = (fork: Fork) => Option;

/** Whoever is called answers; a caller presses 1 and speaks. */
export const firstOption: Choose = ({ options }) => options[0];
