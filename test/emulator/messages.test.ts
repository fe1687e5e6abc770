import { sdkTo, withEmulator } from "../support/servers/emulator";

const MESSAGE = { to: "+15550142671", from: "+15550199999", body: "Hello" };

describe("the emulated Messages, asked by Twilio's SDK", () => {
  it("sends from a number or from a Messaging Service", () =>
    withEmulator(async (emulator) => {
      const { messages } = sdkTo(emulator);
      const service = `MG${"0".repeat(32)}`;
      const sent = await messages.create(MESSAGE);
      expect(sent).toMatchObject({ ...MESSAGE, status: "queued" });
      const { to, body } = MESSAGE;
      await messages.create({ to, body, messagingServiceSid: service });
      expect(emulator.messages.sent).toEqual([
        MESSAGE,
        { ...MESSAGE, from: service },
      ]);
    }));

  it.each([
    [21211, { ...MESSAGE, to: "0142671" }],
    [21603, { ...MESSAGE, from: "" }],
    [21602, { ...MESSAGE, body: "" }],
    [21617, { ...MESSAGE, body: "x".repeat(1601) }],
  ])("refuses with %i, as Twilio does", (code, message) =>
    withEmulator(async (emulator) => {
      await expect(
        sdkTo(emulator).messages.create(message),
      ).rejects.toMatchObject({ status: 400, code });
      expect(emulator.messages.sent).toEqual([]);
    }),
  );
});
