/** Runs of what a terminal obeys, or a reader of a log may take for the end of a line. */
export const CONTROL_CHARACTERS =
  // eslint-disable-next-line no-control-regex -- they are the point
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;
