import fc from "fast-check";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { maskParty } from "../../src/journal/mask-party";
import { signRequest, type Params } from "../../src/twilio/signature";
import { formOf } from "../support/servers/backup-server";
import { party } from "../support/arbitraries/event-arbitrary";
import { fuzz } from "../support/arbitraries/fuzz";
import { expectMasked } from "../support/laws/record-law";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 8 }).map((t) => t.toWellFormed()),
  fc.constantFrom("A", "a", "AB", "__proto__", "toString", "0", "é", "e\u0301"),
);

const url = fc
  .tuple(
    fc.constantFrom("http://", "https://"),
    fc.constantFrom("", "ann@", "ann:p%40:x@"),
    fc.constantFrom("a.example.com", "a.example.com:8080", "[::1]:1"),
    fc.constantFrom("", "/", "/a@b", "//x//", "/%E9'()"),
    fc.constantFrom("", "?", "?a=b&a=%20+@", "?x'y"),
    fc.constantFrom("", "#", "#ct=2000&rp=@", "#?"),
  )
  .map((parts) => parts.join(""));

fuzz(
  "whoever the party is, no more than six digits of its number are shown",
  5000,
  party,
  (one) => {
    expectMasked(maskParty(one));
  },
);

fuzz(
  "whatever is signed, Twilio's library gives the same signature",
  5000,
  fc.tuple(
    fc.string({ unit: "binary" }),
    url,
    fc.array(fc.tuple(text, text), { maxLength: 6 }),
  ),
  ([token, url, params]: [string, string, Params]) => {
    const form = formOf(new URLSearchParams([...params]).toString());
    const withoutUserinfo = url
      .replace(/#.*/, "")
      .replace(/\/\/(ann|ann:p%40:x)@/, "//");
    expect(signRequest(token, url, params)).toBe(
      getExpectedTwilioSignature(token, withoutUserinfo, form),
    );
  },
);
