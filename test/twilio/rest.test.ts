import { baseUrl } from "../../src/twilio/rest";

const at = (region: string | null, edge: string | null) =>
  baseUrl("sync", { region, edge, emulatorUrl: null });

describe("the REST client's base URL", () => {
  it("follows the region and the edge, and knows the edge beside a region", () => {
    expect(at(null, null)).toBe("https://sync.twilio.com");
    expect(at("ie1", "dublin")).toBe("https://sync.dublin.ie1.twilio.com");
    expect(at("ie1", null)).toBe("https://sync.dublin.ie1.twilio.com");
    expect(at(null, "sydney")).toBe("https://sync.sydney.us1.twilio.com");
  });

  it("is the emulator's where there is one, whatever the region", () => {
    expect(
      baseUrl("sync", {
        region: "ie1",
        edge: "dublin",
        emulatorUrl: "http://localhost:4010",
      }),
    ).toBe("http://localhost:4010/sync");
  });
});
