import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { listenOnLoopback } from "../../src/emulator/loopback-server";

describe("what the emulator, the drill and the tests listen on", () => {
  it("is reached from this machine alone", async () => {
    const server = createServer();
    const { stop } = await listenOnLoopback(server);
    const { address } = server.address() as AddressInfo;
    expect(address).toMatch(/^(127\.|::1$)/);
    await stop();
  });
});
