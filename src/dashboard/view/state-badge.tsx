import type { VNode } from "preact";
import type { Incident } from "../client/feed";
import { toneOf } from "../incident-state";
import { Icon } from "./icon";

const WORDS: Record<Incident["state"], string> = {
  open: "Open",
  quiet: "Quiet",
  resolved: "Resolved",
};

/** The state of an incident: its word, and the sign of how bad it is. */
export function StateBadge({
  incident,
}: {
  readonly incident: Incident;
}): VNode {
  const tone = toneOf(incident);
  return (
    <span class={`state ${tone}`}>
      <Icon tone={tone} />
      {WORDS[incident.state]}
    </span>
  );
}
