import picocolors from "picocolors";

const isWanted = process.stdout.isTTY || Boolean(process.env["FORCE_COLOR"]);

/** Colours for a terminal; plain text in a file, in a pipe, and in the log of a CI. */
export const color = picocolors.createColors(
  isWanted && picocolors.isColorSupported,
);
