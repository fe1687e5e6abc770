import { stat } from "node:fs/promises";
import type { Bench, Figure } from "../figure";

/** What Twilio loads into a cold container. It has no limit: what it costs is cold time. */
export async function measureBundle({ functions }: Bench): Promise<Figure[]> {
  const { size } = await stat(functions.fallback);
  return [
    {
      name: "bundle",
      what: "bundle of /fallback, minified",
      target: "none",
      measured: `${(size / 1024).toFixed(1)} KiB`,
      isMet: true,
      values: { bytes: size },
    },
  ];
}
