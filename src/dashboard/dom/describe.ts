/** What an element shall be: made and kept by `patch`. */
export interface Description {
  readonly tag: string;
  /** Which one of its siblings it is, over time: the element moves with its key. */
  readonly key: string | null;
  /** Without handlers and styles; null leaves one out. */
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly children: readonly Child[];
  /** Fills the element in its own way, each time that it is patched; `children` are none then. */
  readonly fill: ((element: HTMLElement) => void) | null;
}

/** An element, a text, or nothing. */
export type Child = Description | string | null;

type Attributes = Description["attributes"];

/** Describes an element. The attribute `key` is no attribute: see `Description`. */
export function h(
  tag: string,
  { key = null, ...attributes }: Attributes = {},
  ...children: readonly Child[]
): Description {
  return { tag, key, attributes, children, fill: null };
}

/** Describes an element that fills itself. */
export function filled(
  tag: string,
  attributes: Attributes,
  fill: (element: HTMLElement) => void,
): Description {
  return { ...h(tag, attributes), fill };
}

/** A value from outside: its writing direction stays its own. */
export function outside(value: string): Description {
  return h("bdi", {}, value);
}
