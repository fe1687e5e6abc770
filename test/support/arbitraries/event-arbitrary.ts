import fc from "fast-check";

/** The parameters that `/fallback` reads, and names of every object. */
const NAMES = [
  "CallSid",
  "MessageSid",
  "SmsSid",
  "SmsMessageSid",
  "AccountSid",
  "ErrorCode",
  "ErrorUrl",
  "From",
  "To",
  "Direction",
  "FallbackRehearsal",
  "Body",
  "Digits",
  "request",
  "__proto__",
  "constructor",
  "toString",
  "length",
  "hours",
];

/** Numbers, names and addresses as parties have them; a SIP host has no digits. */
export const party: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      ...["", "", "", "+", "+1 (555) ", "whatsapp:", "tel:+", "sip:", "sips:+"],
      ...["client:", "SIP:", "messenger:", "x1:", "a15551234567:", "name "],
    ),
    fc.string({
      unit: fc.integer({ min: 0, max: 9 }).map(String),
      minLength: 7,
      maxLength: 15,
    }),
    fc.constantFrom(
      ...[
        "",
        "",
        "",
        "@pbx.example.com",
        "@pbx;user=phone",
        ";x=y@pbx",
        ":5060@pbx",
      ],
      ...[" ext", "\n", "é", ";isub=12345678", "@"],
    ),
  )
  .map((parts) => parts.join(""));

const errorUrl = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "//www.example.com/x",
    "javascript:alert(1)",
    "http://localhost:99999/",
  ),
  fc
    .tuple(fc.constantFrom("a", "1.", "xn--a", "é/", "%"), fc.nat(3000))
    .map(([unit, times]) => `https://${unit.repeat(times)}/`),
  // What is left of a host that is cut may be none.
  fc
    .integer({ min: 2030, max: 2045 })
    .map((length) => `https://${"a".repeat(length)}.1x.example.com/`),
  fc
    .tuple(fc.constantFrom("/a", "é", "'\"", "../", "%zz"), fc.nat(3000))
    .map(([unit, times]) => `https://www.example.com/${unit.repeat(times)}`),
);

/** Stands where nothing may tell of it: in the secret parts of `ErrorUrl`, and in `Body`. */
export const SECRET = "s3cr3t";

const secretUrl = fc.constantFrom(
  `https://user:${SECRET}@www.example.com/index?token=${SECRET}#${SECRET}`,
  `http://${SECRET}@[::1]:8080//x/../y?${SECRET}`,
  `https://www.example.com\\x?${SECRET}@www.example.com/`,
);

const text = fc.oneof(
  { weight: 3, arbitrary: party },
  { weight: 3, arbitrary: errorUrl },
  fc.constantFrom("", " ", "0", "11200", "999999", "1234567", "backups"),
  fc.constantFrom("inbound", "outbound-api", "outbound-dial", "CA1", "SM1"),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc
    .tuple(
      fc.constantFrom("x", "\uD800", "😀", "\u0001", '"', "•"),
      fc.nat(2000),
    )
    .map(([unit, times]) => unit.repeat(times)),
);

/** What only a JSON body or a bracketed name can bring. */
const odd = fc.oneof(
  fc.array(text, { maxLength: 3 }),
  fc.jsonValue(),
  fc.constantFrom(NaN, 1e21, -0, null, undefined, true),
  fc.constantFrom({ toString: 1, valueOf: 1 }, [["x"]], { length: -1 }),
);

const request = fc.oneof(
  fc.constant({ headers: {}, cookies: {} }),
  odd,
  fc.record(
    {
      headers: fc.oneof(
        fc.dictionary(
          fc.constantFrom(
            "i-twilio-idempotency-token",
            "authorization",
            "__proto__",
          ),
          fc.oneof(text, odd),
        ),
        odd,
      ),
    },
    { requiredKeys: [] },
  ),
);

const parameters = fc.dictionary(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
    fc.string({ unit: "binary", maxLength: 8 }),
  ),
  fc.oneof({ weight: 4, arbitrary: text }, odd),
  { maxKeys: 14 },
);

/** A Function's `event`, as Twilio or a hostile signer could have it sent. */
export const anyEvent: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .tuple(
        parameters,
        fc.record(
          {
            request,
            CallSid: fc.constantFrom("CA1", "", "CA\uD800"),
            ErrorUrl: fc.oneof(errorUrl, secretUrl),
            Body: fc.constant(SECRET),
            From: fc.oneof(party, text),
            To: fc.oneof(party, text),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([others, usual]) => ({ ...others, ...usual })),
  },
  odd,
);
