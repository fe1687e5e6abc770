import fc from "fast-check";
import { SETTING_DEFAULTS } from "../../../src/invocation/setting-defaults";

/** A port where nobody listens. */
const REFUSING = "localhost:1";

/** Where a whole invocation would leave this machine, it does not. */
export const LOCAL_SETTINGS = {
  SENDGRID_API_URL: `http://${REFUSING}`,
  PAGERDUTY_EVENTS_URL: `http://${REFUSING}`,
};

const NAMES = [
  ...Object.keys(SETTING_DEFAULTS),
  "ACCOUNT_SID",
  "AUTH_TOKEN",
  "DOMAIN_NAME",
  "TWILIO_REGION",
  "TWILIO_EDGE",
];

const NUMBERS = ["0", "1", "50", "51", "99", "100", "365", "1000", "1440"];
const ODD_NUMBERS = [
  "-1",
  "1.5",
  "1e3",
  "0x10",
  "٣",
  "9999999999",
  " 7 ",
  "01",
];

/** Text that some setting takes, or nearly. */
const nearly = (secret: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...Object.values(SETTING_DEFAULTS)),
    fc.constantFrom(...NUMBERS, ...ODD_NUMBERS),
    fc.constantFrom(
      ...["POST", "GET", "post", "true", "false", "TRUE", "masked", "full"],
      ...["+15551234567", "+1555,+1556", "+", `MG${"0".repeat(32)}`],
      ...["a@b", "a@b,c@d", `a@b,${secret}@`, "a b@c", "ie1", "dublin", "-"],
      ...["xn--a", `IS${"0".repeat(32)}`, "IS1", "whsec_c2Vj", "whsec_", "=="],
      ...[
        "fallback.test",
        "fallback.test:443",
        "a/b",
        "a@b",
        "[",
        "x".repeat(450),
      ],
    ),
    fc
      .tuple(
        fc.constantFrom("http", "https", "HTTP", "ftp", "ws", ""),
        fc.constantFrom("", "ann@", "ann:p%40@", ":@", `u:${secret}@`, "%@"),
        fc.constantFrom(
          ...[REFUSING, "127.0.0.1:1", "[::1]:1", "127.1:1", "localhost:0"],
          ...["localhost:99999", "[", "0x7f000001:1"],
        ),
        fc.constantFrom("", "/", "//", "/app", "/a/../b//", "/%zz", `/é`),
        fc.constantFrom("", "", "?", `?${secret}`, `#${secret}`, "\n", ",,"),
      )
      .map(([scheme, user, ...rest]) => `${scheme}://${user}${rest.join("")}`),
  );

/** Environments in which any name holds anything; what they are asked for is on this machine. */
export function anySettings(
  secret: string,
): fc.Arbitrary<Record<string, unknown>> {
  const one = nearly(secret);
  const text = fc.oneof(
    { weight: 6, arbitrary: one },
    fc.array(one, { maxLength: 4 }).map((entries) => entries.join(",")),
    fc.string({ unit: "binary", maxLength: 20 }).map((noise) => noise + secret),
    fc.constantFrom(secret, ` ${secret} `, `\u0000${secret}`, `${secret}\n`),
  );
  return fc.dictionary(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...NAMES) },
      fc.constantFrom("__proto__", "PATH", "toString"),
    ),
    fc.oneof({ weight: 9, arbitrary: text }, fc.jsonValue()),
    { maxKeys: 20 },
  );
}
