import fc from "fast-check";
import { SegmentedMessage } from "sms-segments-calculator";
import { smsText } from "../../src/alerts/sms-text";
import { someAlert, someAllClear } from "../support/samples/alerts";

/** As Twilio counts them. */
const segments = (text: string): number =>
  new SegmentedMessage(text).segmentsCount;
const isGsm7 = (text: string): boolean =>
  new SegmentedMessage(text).getEncodingName() === "GSM-7";

describe("smsText", () => {
  it("says in this order what callers got, where, what, how many, since when, and the backups", () => {
    expect(smsText(someAlert())).toBe(
      "CRITICAL: Callers hear the error message. https://www.example.com/index 11200 HTTP retrieval failure https://www.twilio.com/docs/api/errors/11200. 12 failures of 9 people in 5 min on +15550001111. Since 10:00:00 UTC. Backups: https://fallback.example.com timeout, https://dr.example.com http-error 502",
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

  it("says what is new, and leads to the incident", () => {
    const link =
      "https://x-1234.twil.io/dashboard.html#/incident/0123456789abcdef-1795341600";
    const text = smsText(
      someAlert(
        { reason: "reminder", since: "2026-11-22T07:50:00.000Z" },
        { dashboardLink: link },
      ),
    );
    expect(text).toMatch(
      /^CRITICAL: Callers hear the error message \(still failing, for 2 h 10 min\)\. https:\/\/www\.example\.com/,
    );
    expect(text.endsWith(` ${link}`)).toBe(true);
  });

  it("says of the end since when, how long, how many, and what they got", () => {
    expect(smsText(someAllClear())).toBe(
      "RESOLVED: All clear: the server answers again. https://www.example.com/index Since 10:00:00 UTC, for 3 h 2 min. 34 failures of 12 people. 30 recovered by a backup and 4 got the error message.",
    );
    const long = someAllClear({ path: `/${"x".repeat(500)}` });
    expect(segments(smsText(long))).toBe(2);
  });

  it("has two segments at most, of plain characters, whatever the alert", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ size: "large" }),
        fc.string({ unit: "binary", maxLength: 100 }),
        fc.array(fc.webAuthority(), { maxLength: 10 }),
        fc.domain(),
        fc.constantFrom("opened", "worse", "reminder"),
        (url, path, hosts, domain, reason) => {
          const { origin, pathname } = new URL(url);
          const text = smsText(
            someAlert(
              {
                origin,
                path: `${pathname}[~|]•${path}`,
                count: 123_456,
                windowMinutes: 1440,
                people: 123_456,
                numbers: Array.from({ length: 10 }, () => ({
                  number: "whatsapp:+155500011112222",
                  count: 12_345,
                })),
                reason: reason,
                backups: hosts.map((host) => ({
                  origin: `https://${host}`,
                  result: "too-many-redirects",
                  status: 302,
                  ms: 1,
                })),
              },
              {
                isFallbackItself: true,
                isCountAtLeast: true,
                dashboardLink: `https://${domain}/dashboard.html#/incident/0123456789abcdef-1795341600`,
              },
            ),
          );
          expect(segments(text)).toBeLessThanOrEqual(2);
          expect(isGsm7(text)).toBe(true);
        },
      ),
    );
  });
});
