const SINGLE_DOT = /^(\.|%2e)$/i;
const DOUBLE_DOT = /^(\.|%2e){2}$/i;

/**
 * The absolute path, dot segments in it, that a relative one names in a document. What the `..`
 * take away of the document's path is cut off by hand: a URL parser would read all of it, for each
 * URL of a document.
 *
 * @param relative - A path, maybe with query and fragment, that does not begin with one of `/\?#`.
 * @param path - The document's, as a URL has it.
 */
export function resolvePath(relative: string, path: string): string {
  const above = stepsAbove(relative);
  let end = path.lastIndexOf("/");
  for (let step = 0; step < above && end > 0; step++)
    end = path.lastIndexOf("/", end - 1);
  return `${path.slice(0, end + 1)}${"x/".repeat(above)}${relative}`;
}

/** How many directories above its own a relative path comes to. */
function stepsAbove(relative: string): number {
  let depth = 0;
  let highest = 0;
  const [steps = ""] = relative.split(/[?#]/, 1);
  for (const step of steps.split(/[/\\]/)) {
    if (DOUBLE_DOT.test(step)) depth -= 1;
    else if (!SINGLE_DOT.test(step)) depth += 1;
    highest = Math.min(highest, depth);
  }
  return -highest;
}
