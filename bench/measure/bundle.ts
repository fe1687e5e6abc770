import { stat } from "node:fs/promises";
import type { Bench, Figure } from "../figure";

const MAX_BYTES = 64 * 1024;

/** What Twilio loads into a cold container. */
export async function measureBundle({ functions }: Bench): Promise<Figure[]> {
  const { size } = await stat(functions.fallback);
  return [
    {
      name: "bundle",
      what: "bundle of /fallback, minified",
      target: "at most 64 KiB",
      measured: `${(size / 1024).toFixed(1)} KiB`,
      isMet: size <= MAX_BYTES,
      values: { bytes: size },
    },
  ];
}
