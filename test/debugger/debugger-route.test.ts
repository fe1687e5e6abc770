import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { debuggerRoute } from "../../src/debugger/debugger-route";
import { replyAlways } from "../../src/invocation/reply-always";
import { coldMemory } from "../../src/invocation/start-invocation";
import { debuggerEvent } from "../support/samples/debugger-event";
import {
  emulatorSettings,
  recordsIn,
  withEmulator,
} from "../support/servers/emulator";

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  jest.spyOn(console, "log").mockImplementation((line: string) => {
    lines.push(line);
  });
});
afterEach(() => jest.restoreAllMocks());

const tell = async (context: Record<string, string>, event: unknown) => {
  const reply = await replyAlways(debuggerRoute, context, event, coldMemory());
  expect(reply).toEqual({ status: 204 });
};

describe("/debugger", () => {
  it("takes no notice of the lines of a Function's log", () =>
    withEmulator(async (emulator) => {
      for (const error_code of ["82004", "82005"])
        await tell(emulatorSettings(emulator), debuggerEvent({ error_code }));
      expect(recordsIn(emulator)).toEqual([]);
      expect(lines).toEqual([]);
    }));

  it("says of an event that it is no error", () =>
    withEmulator(async (emulator) => {
      const event = debuggerEvent({ error_code: "12200" }, "WARNING");
      await tell(emulatorSettings(emulator), event);
      expect(recordsIn(emulator)).toMatchObject([{ level: "WARNING" }]);
    }));

  it("journals a message that was not delivered, unless it was an alert of ours", async () => {
    const asked: string[] = [];
    const twilio = createServer((request, response) => {
      asked.push(request.url ?? "");
      const isMessage = request.method === "GET";
      response.writeHead(isMessage ? 200 : 201).end('{"to":"+15550142671"}');
    });
    await new Promise<void>((resolve) =>
      twilio.listen(0, "127.0.0.1", resolve),
    );
    const { port } = twilio.address() as AddressInfo;
    const context = {
      ACCOUNT_SID: "AC00000000000000000000000000000001",
      AUTH_TOKEN: "token",
      TWILIO_EMULATOR_URL: `http://127.0.0.1:${String(port)}`,
      ALERT_SMS_FROM: "+15550199999",
    };
    const resource_sid = `SM${"0".repeat(31)}1`;
    const event = debuggerEvent({ resource_sid, error_code: "30003" });
    await tell({ ...context, ALERT_SMS_TO: "+15550142671" }, event);
    expect(asked).toEqual([
      `/api/2010-04-01/Accounts/${context.ACCOUNT_SID}/Messages/${resource_sid}.json`,
    ]);
    await tell({ ...context, ALERT_SMS_TO: "+15550142672" }, event);
    await tell({ ...context, ALERT_SMS_FROM: "" }, event);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { journaled: false, reason: expect.stringContaining("alert") as string },
      { journaled: true },
      { journaled: true },
    ]);
    await new Promise((resolve) => twilio.close(resolve));
  });
});
