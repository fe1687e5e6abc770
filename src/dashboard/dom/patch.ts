import type { Child, Description } from "./describe";

const SVG = "http://www.w3.org/2000/svg";

/** What each of our elements was made or last patched from. */
const descriptions = new WeakMap<Node, Description>();

/**
 * Makes an element's children what they shall be, changing only what differs, so that focus,
 * scroll positions and opened details stay. Values only ever become text and attributes.
 */
export function patch(parent: Element, children: readonly Child[]): void {
  const focused = document.activeElement;
  patchChildren(parent, children);
  if (
    focused instanceof HTMLElement &&
    focused !== document.activeElement &&
    focused.isConnected
  ) {
    focused.focus({ preventScroll: true }); // moving an element takes the focus from it
  }
}

function patchChildren(parent: Element, children: readonly Child[]): void {
  const keyed = keyedChildren(parent);
  const kept = new Set(
    children.map((child) =>
      child !== null && typeof child !== "string" && child.key !== null
        ? keyed.get(child.key)?.shift()
        : undefined,
    ),
  );
  for (const node of [...parent.childNodes]) {
    if ((descriptions.get(node)?.key ?? null) !== null && !kept.has(node))
      node.remove();
  }
  const reusable = keyedChildren(parent);
  let next = parent.firstChild;
  for (const child of children) {
    if (child === null) continue;
    const node = reuse(child, next, reusable) ?? create(child, parent);
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
    update(node, child);
  }
  while (next !== null) {
    const following = next.nextSibling;
    next.remove();
    next = following;
  }
}

/** The children that have a key; a feed may hold the same one twice. */
function keyedChildren(parent: Element): Map<string, ChildNode[]> {
  const keyed = new Map<string, ChildNode[]>();
  for (const node of parent.childNodes) {
    const key = descriptions.get(node)?.key ?? null;
    if (key !== null) keyed.set(key, [...(keyed.get(key) ?? []), node]);
  }
  return keyed;
}

function reuse(
  child: Description | string,
  next: ChildNode | null,
  keyed: Map<string, ChildNode[]>,
): ChildNode | null {
  if (typeof child === "string") return next instanceof Text ? next : null;
  if (child.key !== null) return keyed.get(child.key)?.shift() ?? null;
  const was = next && descriptions.get(next);
  return was?.key === null && was.tag === child.tag ? next : null;
}

function create(child: Description | string, parent: Element): ChildNode {
  if (typeof child === "string") return document.createTextNode(child);
  const namespace = child.tag === "svg" ? SVG : parent.namespaceURI;
  return document.createElementNS(namespace, child.tag);
}

function update(node: ChildNode, child: Description | string): void {
  if (typeof child === "string") {
    if (node.textContent !== child) node.textContent = child;
    return;
  }
  if (!(node instanceof Element)) return;
  const was = descriptions.get(node)?.attributes ?? {};
  descriptions.set(node, child);
  for (const name of new Set([
    ...Object.keys(was),
    ...Object.keys(child.attributes),
  ])) {
    const value = child.attributes[name] ?? null;
    if (value === (was[name] ?? null)) continue;
    if (value === null) node.removeAttribute(name);
    else node.setAttribute(name, value);
  }
  if (child.fill === null) patchChildren(node, child.children);
  else if (node instanceof HTMLElement) child.fill(node);
}
