const NAMES =
  "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle";

/** The characters of a table without lines, for `cli-table3`. */
export const BORDERLESS: Readonly<Record<string, string>> = Object.fromEntries(
  NAMES.split(" ").map((name) => [name, ""]),
);
