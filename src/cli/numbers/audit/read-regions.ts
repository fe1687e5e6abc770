import pMap from "p-map";
import { isGone } from "../../account/trouble";
import type { AccountApi } from "../account/account-api";
import type { Resource } from "../account/resource";

/** How many numbers are asked for at the same time. */
const AT_A_TIME = 4;

/** The region in which the calls of each number are processed, by the number's SID. */
export async function readRegions(
  resources: readonly Resource[],
  api: AccountApi,
): Promise<Map<string, string>> {
  const numbers = resources.filter(({ kind }) => kind === "number");
  const regions = new Map<string, string>();
  await pMap(
    numbers,
    async ({ sid, name }) => {
      const region = await api.findVoiceRegion(name).catch((error: unknown) => {
        if (isGone(error)) return null;
        throw error;
      });
      if (region !== null) regions.set(sid, region);
    },
    { concurrency: AT_A_TIME },
  );
  return regions;
}
