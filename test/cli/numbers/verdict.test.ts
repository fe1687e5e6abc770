import fc from "fast-check";
import {
  governedVerdict,
  sharesOrigin,
  verdictOn,
  type Verdict,
} from "../../../src/cli/numbers/account/verdict";
import { waitsUpToMs } from "../../../src/cli/numbers/account/waits-up-to-ms";

const PRIMARY = "https://www.example.com/voice";
const webhooks = (primaryUrl: string | null, fallbackUrl: string | null) => ({
  primaryUrl,
  fallbackUrl,
  fallbackMethod: "POST",
});

describe("verdictOn", () => {
  it.each([
    ["covered", PRIMARY, "https://a-1-dev.twil.io/fallback"],
    ["covered", PRIMARY, "https://www.example.com:8443/voice"],
    ["missing", PRIMARY, null],
    ["missing", PRIMARY, "no URL"],
    ["same-origin", PRIMARY, "https://WWW.example.com./other"],
    ["same-origin", PRIMARY, "http://www.example.com/voice"],
    ["same-origin", PRIMARY, "https://user:pw@www.example.com:443/"],
    ["same-origin", "http://a.example:443/", "https://a.example/"],
    ["no-primary", null, null],
    [
      "no-primary",
      "https://demo.twilio.com/welcome/voice/",
      "https://b.example/",
    ],
  ])("is %s for %s with the fallback %s", (verdict, primary, fallback) => {
    expect(verdictOn(webhooks(primary, fallback))).toBe(verdict);
  });
});

describe("governedVerdict", () => {
  const VERDICTS: Verdict[] = [
    "covered",
    "missing",
    "same-origin",
    "no-primary",
  ];

  it.each(VERDICTS)(
    "is the governor's %s without a fallback of its own",
    (verdict) => {
      expect(governedVerdict(webhooks(PRIMARY, null), { verdict })).toBe(
        verdict,
      );
    },
  );

  it.each(VERDICTS)(
    "is ineffective with one, unless the governor is covered: %s",
    (verdict) => {
      expect(governedVerdict(webhooks(PRIMARY, PRIMARY), { verdict })).toBe(
        verdict === "covered" ? "covered" : "ineffective",
      );
    },
  );

  it("is no-primary under a trunk", () => {
    expect(governedVerdict(webhooks(PRIMARY, PRIMARY), "trunk")).toBe(
      "no-primary",
    );
  });
});

describe("sharesOrigin", () => {
  it("holds both ways, and for any path of one server", () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl(), (one, other) => {
        expect(sharesOrigin(one, other)).toBe(sharesOrigin(other, one));
        expect(sharesOrigin(one, new URL("/x?y#z", one).href)).toBe(true);
      }),
    );
  });
});

describe("waitsUpToMs", () => {
  it.each([
    ["", 15_000],
    ["#ct=2000&rt=5000", 9000],
    ["#ct=2000&rt=5000&rc=0", 7000],
    ["#ct=1000&rt=1000&rc=3", 5000],
    ["#ct=1000&rt=1000&rc=3&rp=rt", 5000],
    ["#ct=1000&rt=1000&rc=3&rp=ct,rt", 8000],
    ["#ct=1000&rt=1000&rc=3&rp=all", 8000],
    ["#ct=1000&rt=1000&rc=3&rp=5xx", 2000],
    ["#ct=1000&rt=1000&rc=5&rp=all&tt=4000", 4000],
  ])("with %s is %d", (fragment, ms) => {
    expect(waitsUpToMs(PRIMARY + fragment)).toBe(ms);
  });
});
