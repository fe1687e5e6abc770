import { app } from "./app";
import { byocTrunk } from "./byoc-trunk";
import type { KindDefinition } from "./kind";
import { messagingService } from "./messaging-service";
import { number } from "./number";
import { sender } from "./sender";
import { shortCode } from "./short-code";
import { sipDomain } from "./sip-domain";
import { trunk } from "./trunk";
import { workflow } from "./workflow";

/** All that a fallback can be set on, in the order in which it is shown. */
const DEFINITIONS = {
  number,
  app,
  "sip-domain": sipDomain,
  "messaging-service": messagingService,
  "byoc-trunk": byocTrunk,
  "short-code": shortCode,
  trunk,
  sender,
  workflow,
} as const;

/** What a fallback can be set on. */
export type Kind = keyof typeof DEFINITIONS;

/** What is known of each kind. */
export const KINDS: Readonly<Record<Kind, KindDefinition>> = DEFINITIONS;

/** Their names, in the order in which they are shown. */
export const KIND_NAMES = Object.keys(DEFINITIONS) as Kind[];

/** The kind of a name, null where there is none. */
export function readKind(name: string): Kind | null {
  return KIND_NAMES.find((kind) => kind === name) ?? null;
}

/** "1 phone number", "20 TwiML Apps". */
export function countOf(kind: Kind, count: number): string {
  return `${count} ${KINDS[kind].words[count === 1 ? 0 : 1]}`;
}
