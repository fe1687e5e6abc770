import { connectionOverrides } from "../../../twilio/connection-overrides";

/** How long a caller may wait before the fallback of a primary URL starts, in milliseconds. */
export function waitsUpToMs(primaryUrl: string): number {
  const { ct, rt, tt, rc, rp } = connectionOverrides(primaryUrl);
  const tries = (phase: "ct" | "rt"): number =>
    rp.includes("all") || rp.includes(phase) ? 1 + rc : 1;
  return Math.min(tt, ct * tries("ct") + rt * tries("rt"));
}
