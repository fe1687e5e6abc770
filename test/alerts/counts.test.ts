import { getEventListeners, getMaxListeners } from "node:events";
import { openCounts } from "../../src/alerts/counts";
import { closedBreaker, recordOutcome } from "../../src/resilience/breaker";
import { createRestClient, type RestClient } from "../../src/twilio/rest";
import { accessTo, withEmulator } from "../support/servers/emulator";

const READ_MS = 5000;

/** A client that notes by how much the signals that it is given are overheard. */
function overheard(rest: RestClient, listeners: number[]): RestClient {
  return {
    ...rest,
    get: (product, path, timeoutMs, signal) => {
      const answer = rest.get(product, path, timeoutMs, signal);
      if (signal !== undefined) {
        const heard = getEventListeners(signal, "abort").length;
        listeners.push(heard - getMaxListeners(signal));
      }
      return answer;
    },
  };
}

describe("openCounts", () => {
  it("reads as many shards as there may be, and Node warns of no leak", () =>
    withEmulator(async (emulator) => {
      const rest = createRestClient(accessTo(emulator));
      const listeners: number[] = [];
      const counts = openCounts(
        { syncServiceSid: "default", journalShards: 50 },
        rest && overheard(rest, listeners),
        closedBreaker(10_000),
      );
      expect(await counts.read(READ_MS)).toHaveLength(50);
      await counts.close();
      expect(listeners).toHaveLength(50);
      expect(Math.max(...listeners)).toBeLessThanOrEqual(0);
    }));

  it("reads nothing of a Sync that is left alone, as it hung at two claims in a row", () =>
    withEmulator(async (emulator) => {
      const sync = closedBreaker(10_000);
      for (let claims = 0; claims < 2; claims++)
        recordOutcome(sync, true, Date.now());
      const counts = openCounts(
        { syncServiceSid: "default", journalShards: 1 },
        createRestClient(accessTo(emulator)),
        sync,
      );
      expect(await counts.read(READ_MS)).toBeNull();
    }));
});
