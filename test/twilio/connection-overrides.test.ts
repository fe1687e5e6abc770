import { connectionOverrides } from "../../src/twilio/connection-overrides";

const DEFAULTS = { ct: 5000, rt: 15_000, tt: 15_000, rc: 1, rp: ["ct"] };

describe("connectionOverrides", () => {
  it("are Twilio's defaults without a fragment", () => {
    expect(connectionOverrides("https://example.com/?ct=1")).toEqual(DEFAULTS);
  });

  it("are read from the fragment", () => {
    expect(
      connectionOverrides(
        "https://example.com/#ct=2000&rt=5000&tt=8000&rc=2&rp=ct,5xx",
      ),
    ).toEqual({ ct: 2000, rt: 5000, tt: 8000, rc: 2, rp: ["5xx", "ct"] });
  });

  it("are the defaults where a value is out of range or no number", () => {
    expect(
      connectionOverrides("https://example.com/#ct=99&rt=15001&tt=x&rc=6"),
    ).toEqual(DEFAULTS);
  });
});
