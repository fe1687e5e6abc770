import fc from "fast-check";
import type { Resource } from "../../../src/cli/numbers/account/resource";
import {
  judgeGoverned,
  judgeOwn,
  sharesOrigin,
  type Verdict,
} from "../../../src/cli/numbers/account/verdict";
import { waitsUpToMs } from "../../../src/cli/numbers/account/waits-up-to-ms";

const PRIMARY = "https://www.example.com/voice";
const SERVICE = "https://a-1-dev.twil.io";
const webhooks = (
  primaryUrl: string | null,
  fallbackUrl: string | null,
  fallbackMethod: string | null = "POST",
) => ({ primaryUrl, fallbackUrl, fallbackMethod });

const number = (voice: ReturnType<typeof webhooks>): Resource => ({
  kind: "number",
  sid: "PN1",
  name: "+14155550100",
  aliases: [],
  webhooks: { voice, messaging: voice },
  governors: {},
  idle: null,
});

describe("judgeOwn", () => {
  it.each([
    ["covered", PRIMARY, `${SERVICE}/fallback`],
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
    const judged = judgeOwn(number(webhooks(primary, fallback)), "voice");
    expect(judged).toEqual({ verdict, because: null });
  });

  it.each([
    ["http://localhost/f", "POST"],
    ["https://10.1.2.3/f", "POST"],
    ["https://192.168.0.1:8443/f", "GET"],
    ["https://127.0.0.1/f", "POST"],
    ["https://[::1]/f", "POST"],
    ["https://[fd00::1]/f", "POST"],
    ["https://169.254.169.254/f", "POST"],
    ["https://pbx.local/f", "POST"],
    ["https://demo.twilio.com/welcome/voice/", "POST"],
    ["ftp://files.example.com/f", "POST"],
    [`${SERVICE}/voice-error.xml`, "POST"],
    [`${SERVICE}/voice-error.xml`, null],
    [`${SERVICE}/menu.xml`, "POST"],
    [`${SERVICE}/messaging-error.xml`, "GET"],
    ["https://www.example.org/messaging-error.49.xml", "GET"],
    [`${SERVICE}/fallback`, "PUT"],
  ])("is dead with %s asked by %s", (url, method) => {
    const judged = judgeOwn(number(webhooks(PRIMARY, url, method)), "voice");
    expect(judged.verdict).toBe("dead");
    expect(judged.because).not.toBeNull();
  });

  it.each([
    ["https://8.8.8.8/f", "POST"],
    [`${SERVICE}/voice-error.xml`, "GET"],
    [`${SERVICE}/voice-error.49.xml`, "GET"],
    [`${SERVICE}/fallback`, "GET"],
    ["https://handler.twilio.com/twiml/EH1", "POST"],
    ["https://www.example.org/menu.xml", "POST"],
  ])("is covered with %s asked by %s", (url, method) => {
    const judged = judgeOwn(number(webhooks(PRIMARY, url, method)), "voice");
    expect(judged.verdict).toBe("covered");
  });

  it("is no-primary where it asks no webhook of its own", () => {
    const idle = { ...number(webhooks(PRIMARY, null)), idle: "it rests" };
    expect(judgeOwn(idle, "voice").verdict).toBe("no-primary");
  });
});

describe("judgeGoverned", () => {
  const VERDICTS: Verdict[] = [
    "covered",
    "missing",
    "same-origin",
    "dead",
    "no-primary",
  ];
  const governor = (verdict: Verdict) => ({ verdict, because: null });

  it.each(VERDICTS)(
    "is the governor's %s without a fallback of its own",
    (verdict) => {
      expect(judgeGoverned(webhooks(PRIMARY, null), governor(verdict))).toEqual(
        governor(verdict),
      );
    },
  );

  it.each(VERDICTS)(
    "is ineffective with one, unless the governor is covered: %s",
    (verdict) => {
      const judged = judgeGoverned(
        webhooks(PRIMARY, PRIMARY),
        governor(verdict),
      );
      expect(judged.verdict).toBe(
        verdict === "covered" ? "covered" : "ineffective",
      );
    },
  );
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
