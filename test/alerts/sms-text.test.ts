import fc from "fast-check";
import { SegmentedMessage } from "sms-segments-calculator";
import { smsText } from "../../src/alerts/sms-text";
import { someAlert } from "../support/samples/alerts";

/** As Twilio counts them. */
const segments = (text: string): number =>
  new SegmentedMessage(text).segmentsCount;
const isGsm7 = (text: string): boolean =>
  new SegmentedMessage(text).getEncodingName() === "GSM-7";

describe("smsText", () => {
  it("says in this order what callers got, where, what, how many, since when, and the backups", () => {
    expect(smsText(someAlert())).toBe(
      "CRITICAL: Callers hear the error message. https://www.example.com/index 11200 HTTP retrieval failure https://www.twilio.com/docs/api/errors/11200. 12 in 5 min. Since 10:00:00 UTC. Backups: https://fallback.example.com timeout, https://dr.example.com http-error 502",
    );
  });

  it("leaves out what is not known", () => {
    expect(
      smsText(
        someAlert({
          severity: "warning",
          outcome: "reported",
          origin: null,
          path: null,
          errorCode: 99999,
          title: null,
          link: "https://www.twilio.com/docs/api/errors/99999",
          count: null,
          since: null,
          backups: [],
        }),
      ),
    ).toBe(
      "WARNING: Twilio's Debugger reports an error. unknown URL 99999 https://www.twilio.com/docs/api/errors/99999.",
    );
  });

  it("cuts the backups first, then the URL", () => {
    const { backups } = someAlert().data;
    const many = smsText(someAlert({ backups: Array(5).fill(backups).flat() }));
    expect(many).toContain("https://www.example.com/index ");
    expect(many).toMatch(/\.\.\.$/);
    const long = smsText(someAlert({ path: `/${"x".repeat(500)}` }));
    expect(long).toContain("xxx... 11200 ");
    expect(long).toMatch(/Since 10:00:00 UTC\.$/);
  });

  it("has two segments at most, of plain characters, whatever the alert", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ size: "large" }),
        fc.string({ unit: "binary", maxLength: 100 }),
        fc.array(fc.webAuthority(), { maxLength: 10 }),
        (url, path, hosts) => {
          const { origin, pathname } = new URL(url);
          const text = smsText(
            someAlert({
              origin,
              path: `${pathname}[~|]•${path}`,
              count: 123_456,
              windowMinutes: 1440,
              backups: hosts.map((host) => ({
                origin: `https://${host}`,
                result: "too-many-redirects",
                status: 302,
                ms: 1,
              })),
            }),
          );
          expect(segments(text)).toBeLessThanOrEqual(2);
          expect(isGsm7(text)).toBe(true);
        },
      ),
    );
  });
});
