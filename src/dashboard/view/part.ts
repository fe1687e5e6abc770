/** A part of `assets/dashboard.html`, by its `id`; one that is missing is a mistake in that file. */
export function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`dashboard.html has no #${id}`);
  return element;
}

/** As `part`, of a certain kind. */
export function partOf<T extends HTMLElement>(
  id: string,
  kind: new () => T,
): T {
  const element = part(id);
  if (!(element instanceof kind))
    throw new Error(`#${id} of dashboard.html is not a ${kind.name}`);
  return element;
}
