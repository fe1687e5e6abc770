import type { VNode } from "preact";

/** A value from outside: its writing direction stays its own. */
export function Outside({ text }: { readonly text: string }): VNode {
  return <bdi>{text}</bdi>;
}
