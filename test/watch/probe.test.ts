import { isPrivateAddress } from "../../src/http/private-address";
import { startBudget } from "../../src/resilience/budget";
import { probe } from "../../src/watch/probe";
import {
  refusingUrl,
  startMisbehavingServer,
} from "../support/servers/misbehaving-server";
import { startPrimaryToWatch } from "../support/servers/primary";

const ask = (url: string, mayBePrivate = true, totalMs = 3000) =>
  probe(new URL(url), mayBePrivate, startBudget(totalMs));

describe("probe", () => {
  it.each([
    [200, "alive"],
    [302, "alive"],
    [404, "alive"],
    [500, "dead"],
    [503, "dead"],
  ] as const)("takes a %d for %s", async (status, health) => {
    const primary = await startPrimaryToWatch();
    primary.answers["HEAD"] = status;
    expect(await ask(`${primary.url}/voice?token=1`)).toBe(health);
    await primary.stop();
  });

  it("takes who refuses, hangs or is no server for dead", async () => {
    const hanging = await startMisbehavingServer("hangs after the connection");
    expect(await ask(hanging.url, true, 500)).toBe("dead");
    expect(await ask(await refusingUrl())).toBe("dead");
    expect(await ask("https://no-such-host.invalid/")).toBe("dead");
    await hanging.stop();
  });

  it("asks no private address, neither by number nor by a name", async () => {
    const primary = await startPrimaryToWatch();
    const { port } = new URL(primary.url);
    for (const url of [
      primary.url,
      `http://127.0.0.1:${port}/`,
      `http://[::1]:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      "http://10.0.0.1/",
      "http://169.254.169.254/latest/meta-data",
    ])
      expect(await ask(url, false)).toBe("private");
    expect(primary.asked).toEqual([]);
    await primary.stop();
  });
});

describe("isPrivateAddress", () => {
  it.each([
    ["127.0.0.1", true],
    ["10.1.2.3", true],
    ["172.31.255.255", true],
    ["172.32.0.0", false],
    ["192.168.0.1", true],
    ["100.64.0.1", true],
    ["169.254.169.254", true],
    ["0.0.0.0", true],
    ["255.255.255.255", true],
    ["93.184.216.34", false],
    ["::1", true],
    ["::", true],
    ["::ffff:10.0.0.1", true],
    ["fd12:3456::1", true],
    ["fe80::1", true],
    ["2606:2800:220:1::1", false],
  ])("of %s is %s", (address, isPrivate) => {
    expect(isPrivateAddress(address)).toBe(isPrivate);
  });
});
