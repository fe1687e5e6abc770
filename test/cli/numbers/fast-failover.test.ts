import fc from "fast-check";
import {
  readOverrides,
  withOverrides,
} from "../../../src/cli/numbers/change/fast-failover";
import { connectionOverrides } from "../../../src/twilio/connection-overrides";

const URL_A = "https://www.example.com/voice?a=1";

describe("readOverrides", () => {
  it("reads the default, and lists in rp", () => {
    expect([...readOverrides(true)]).toEqual([
      ["ct", "2000"],
      ["rt", "5000"],
      ["tt", "6000"],
    ]);
    expect([...readOverrides("rc=2,rp=ct,5xx,tt=9000")]).toEqual([
      ["rc", "2"],
      ["rp", "ct,5xx"],
      ["tt", "9000"],
    ]);
  });

  it.each([
    "",
    "ct",
    "ct=99",
    "ct=10001",
    "rc=6",
    "rp=now",
    "ct=1e3",
    "e=dublin",
    "ct=500,ct=600",
    "ct=500,",
  ])("refuses %p, and says what Twilio takes", (text) => {
    expect(() => readOverrides(text)).toThrow("ct 100 to 10000");
  });
});

describe("withOverrides", () => {
  it.each([
    [URL_A, `${URL_A}#ct=2000&rt=5000&tt=6000`],
    [`${URL_A}#`, `${URL_A}#ct=2000&rt=5000&tt=6000`],
    [
      `${URL_A}#e=dublin&rc=2`,
      `${URL_A}#e=dublin&rc=2&ct=2000&rt=5000&tt=6000`,
    ],
    [`${URL_A}#rt=15000&ct=900`, `${URL_A}#rt=5000&ct=900&tt=6000`],
    [`${URL_A}#tt=4000&ct=900`, `${URL_A}#tt=4000&ct=900&rt=5000`],
    [`${URL_A}#ct=99`, `${URL_A}#ct=2000&rt=5000&tt=6000`],
    ...[
      "https://handler.twilio.com/twiml/EH1",
      "https://webhooks.twilio.com/v1/Accounts/AC1/Flows/FW1",
      "https://app-1234-dev.twil.io/voice",
    ].map((url) => [url, url]),
  ])("makes %s %s", (url = "", expected) => {
    expect(withOverrides(url, readOverrides(true))).toBe(expected);
  });

  it("changes the fragment alone, once, to nothing slower, whatever stands there", () => {
    const fragment = fc
      .array(
        fc.tuple(
          fc.constantFrom("ct", "rt", "tt", "rc", "rp", "e", "x"),
          fc.oneof(fc.integer({ min: -1, max: 20_000 }), fc.webFragments()),
        ),
      )
      .map((pairs) => pairs.map((pair) => pair.join("=")).join("&"));
    const overrides = readOverrides("ct=1000,rt=3000,tt=6000");
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        fragment,
        (url, hash) => {
          const before = `${url}#${hash}`;
          const after = withOverrides(before, overrides);
          expect(after.split("#")[0]).toBe(url);
          expect(withOverrides(after, overrides)).toBe(after);
          const [slow, fast] = [before, after].map(connectionOverrides);
          expect(fast?.ct).toBeLessThanOrEqual(Math.min(1000, slow?.ct ?? 0));
          expect(fast?.rt).toBeLessThanOrEqual(Math.min(3000, slow?.rt ?? 0));
          expect(fast?.tt).toBeLessThanOrEqual(Math.min(6000, slow?.tt ?? 0));
          expect([fast?.rc, fast?.rp]).toEqual([slow?.rc, slow?.rp]);
        },
      ),
    );
  });
});
