import { getEventListeners, getMaxListeners } from "node:events";
import { openReadings } from "../../src/alerts/readings";
import { startBudget } from "../../src/resilience/budget";
import { closedBreaker, recordOutcome } from "../../src/resilience/breaker";
import { createRestClient, type RestClient } from "../../src/twilio/rest";
import { accessTo, withEmulator } from "../support/servers/emulator";

const READ_MS = 5000;
const KEY = "0123456789abcdef";
const MAP = { syncServiceSid: "default", audience: "01234567" };

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

describe("openReadings", () => {
  it("reads as many shards as there may be, and Node warns of no leak", () =>
    withEmulator(async (emulator) => {
      const rest = createRestClient(accessTo(emulator));
      const listeners: number[] = [];
      const readings = openReadings(
        { syncServiceSid: "default", journalShards: 50 },
        rest && { ...MAP, rest: overheard(rest, listeners) },
        KEY,
        closedBreaker(10_000),
      );
      const { records, incident } = readings.read(startBudget(READ_MS));
      expect(await records).toHaveLength(50);
      expect(await incident).toEqual({ item: null, revision: null });
      await readings.close();
      expect(listeners).toHaveLength(51);
      expect(Math.max(...listeners)).toBeLessThanOrEqual(0);
    }));

  it("reads nothing of a Sync that is left alone, as it hung at two claims in a row", () =>
    withEmulator(async (emulator) => {
      const sync = closedBreaker(10_000);
      for (let claims = 0; claims < 2; claims++)
        recordOutcome(sync, true, Date.now());
      const rest = createRestClient(accessTo(emulator));
      const readings = openReadings(
        { syncServiceSid: "default", journalShards: 1 },
        rest && { ...MAP, rest },
        KEY,
        sync,
      );
      const { records, incident } = readings.read(startBudget(READ_MS));
      expect(await records).toBeNull();
      expect(await incident).toBe("unavailable");
    }));
});
