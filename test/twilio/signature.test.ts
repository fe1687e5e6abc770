import fc from "fast-check";
import { validateRequest } from "twilio";
import { signRequest, type Params } from "../../src/twilio/signature";

describe("signRequest", () => {
  it("gives the signature of Twilio's documentation", () => {
    expect(
      signRequest("12345", "https://example.com/myapp.php?foo=1&bar=2", [
        ["Digits", "1234"],
        ["CallSid", "CA1234567890ABCDE"],
        ["To", "+18005551212"],
        ["Caller", "+14158675310"],
        ["From", "+14158675310"],
      ]),
    ).toBe("L/OH5YylLD5NRKLltdqwSvS0BnU=");
  });

  it("leaves userinfo and fragment out", () => {
    expect(signRequest("t", "https://u:p%40@example.com/a?b=@c#ct=2000")).toBe(
      signRequest("t", "https://example.com/a?b=@c"),
    );
  });

  it("is accepted by the SDK for any parameters, repeated ones too", () => {
    const text = fc.string({ unit: "grapheme" });
    const params = fc.array(fc.tuple(text.filter(Boolean), text));
    fc.assert(
      fc.property(
        fc.string(),
        fc.webUrl({ withQueryParameters: true }),
        params,
        (token, url, pairs: Params) => {
          const form: Record<string, string[]> = Object.create(null) as Record<
            string,
            string[]
          >;
          for (const [name, value] of pairs) (form[name] ??= []).push(value);
          const signature = signRequest(token, url, pairs);
          expect(validateRequest(token, signature, url, form)).toBe(true);
        },
      ),
    );
  });
});
