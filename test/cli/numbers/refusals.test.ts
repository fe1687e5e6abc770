import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type TwilioEmulator } from "../../../src/emulator";
import { refusingUrl } from "../../support/servers/misbehaving-server";
import {
  changedSids,
  numbersOn,
  snapshot,
} from "../../support/samples/numbers";

const DOMAIN = "a-1-dev.twil.io";
const URL_A = "https://www.example.com/a";

describe("npm run numbers refuses, in one line and changing nothing,", () => {
  let emulator: TwilioEmulator;
  let numbers: Awaited<ReturnType<typeof numbersOn>>;
  beforeEach(async () => {
    emulator = await startEmulator();
    const { phoneNumbers } = emulator.account;
    phoneNumbers.add({ phone_number: "+14155550100", voice_url: URL_A });
    numbers = await numbersOn(emulator);
  });
  afterEach(async () => {
    expect(emulator.unknownCalls).toEqual([]);
    await Promise.all([emulator.stop(), numbers.remove()]);
  });

  const expectRefusal = async (
    args: readonly string[],
    words: RegExp,
    environment: Record<string, string> = {},
  ) => {
    const before = snapshot(emulator);
    const { code, error } = await numbers.run(args, { environment });
    expect(error).toMatch(words);
    expect(error).not.toContain("\n");
    expect(code).toBe(2);
    expect(changedSids(before, snapshot(emulator))).toEqual([]);
    expect(await numbers.undoFiles()).toEqual([]);
  };
  const attachTo = (to: string, ...more: string[]) => [
    ...["attach", "--yes", "--to", to],
    ...more,
  ];

  it.each([
    [
      "http",
      attachTo("http://www.example.org/f"),
      /expected https; .* clear text/,
    ],
    ["a bad URL", attachTo("https://"), /expected an https URL/],
    [
      "white space in a URL",
      attachTo("https://a.example/x y"),
      /expected an https URL/,
    ],
    ["another scheme", attachTo("ftp://a.example/f"), /expected an https URL/],
    [
      "a domain that is no Twilio service",
      attachTo("www.example.org"),
      /ends in \.twil\.io/,
    ],
    [
      "a domain that looks like one",
      attachTo("www.eviltwil.io"),
      /ends in \.twil\.io/,
    ],
    [
      "a domain with a path and no scheme",
      attachTo("a.twil.io/fallback"),
      /ends in \.twil\.io/,
    ],
    [
      "a service's root",
      attachTo(`https://${DOMAIN}/`),
      /expected a path, as in/,
    ],
    ["no target", attachTo(","), /--to: expected the domain/],
    [
      "an unknown number",
      attachTo(DOMAIN, "--only", "+14155550199"),
      /\+14155550199: nothing in this account/,
    ],
    [
      "a pattern without a match beside one with",
      attachTo(DOMAIN, "--only", "+1415*", "x*"),
      /--only x\*: nothing/,
    ],
    [
      "a number that is not of the kind",
      attachTo(DOMAIN, "--only", "+1415*", "--kind", "app"),
      /of kind app/,
    ],
    [
      "overrides that Twilio does not know",
      attachTo(DOMAIN, "--fast-failover=ct=1"),
      /ct 100 to 10000/,
    ],
    [
      "an undo file that is not there",
      ["restore", "none.json"],
      /cannot be read \(ENOENT\)/,
    ],
    [
      "to buy nothing in particular",
      ["buy", "--to", DOMAIN, "--voice-url", URL_A],
      /either --number/,
    ],
    [
      "to buy what is no number",
      ["buy", "--to", DOMAIN, "--voice-url", URL_A, "--number", "5"],
      /E\.164/,
    ],
    [
      "to buy without a primary",
      ["buy", "--to", DOMAIN, "--number", "+14155550199"],
      /needs a primary URL/,
    ],
    [
      "to buy with a primary over http",
      [
        "buy",
        "--to",
        DOMAIN,
        "--number",
        "+14155550199",
        "--sms-url",
        "http://a.example/",
      ],
      /--sms-url .* clear text/,
    ],
    [
      "to buy with a fallback on the primary's server",
      [
        "buy",
        "--to",
        `${URL_A}/f`,
        "--number",
        "+14155550199",
        "--voice-url",
        URL_A,
      ],
      /primary's own server/,
    ],
    [
      "to buy in an area code without numbers",
      [
        "buy",
        "--to",
        DOMAIN,
        "--area-code",
        "100",
        "--country",
        "US",
        "--voice-url",
        URL_A,
      ],
      /no number of area code 100/,
    ],
  ])("%s", async (_name, args, words) => {
    await expectRefusal(args, words);
  });

  it.each([
    [
      "wrong credentials",
      { TWILIO_AUTH_TOKEN: "wrong" },
      /401, error 20003.*check TWILIO_ACCOUNT_SID/,
    ],
    [
      "a region without access",
      {
        TWILIO_AUTH_TOKEN: "wrong",
        TWILIO_REGION: "ie1",
        TWILIO_EDGE: "dublin",
      },
      /those of dublin\.ie1/,
    ],
    [
      "another account's SID",
      {
        TWILIO_ACCOUNT_SID: `AC${"9".repeat(32)}`,
        TWILIO_API_KEY: "SK00000000000000000000000000000001",
        TWILIO_API_SECRET: "00000000000000000000000000000002",
      },
      /404, error 20404.*check TWILIO_ACCOUNT_SID/,
    ],
    [
      "an API key as account",
      { TWILIO_ACCOUNT_SID: "SK1" },
      /goes into TWILIO_API_KEY/,
    ],
    [
      "no credentials",
      { TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" },
      /set TWILIO_ACCOUNT_SID with/,
    ],
    [
      "an emulator elsewhere",
      { TWILIO_EMULATOR_URL: "http://example.com" },
      /TWILIO_EMULATOR_URL: expected an http URL on a loopback host/,
    ],
    [
      "a region that is none",
      { TWILIO_REGION: "x y" },
      /TWILIO_REGION: expected/,
    ],
  ])("%s", async (_name, environment, words) => {
    await expectRefusal(["audit"], words, environment);
    await expectRefusal(attachTo(DOMAIN, "--force"), words, environment);
  });

  it("an emulator that is not there", async () => {
    await expectRefusal(["audit"], /is the emulator running\?/, {
      TWILIO_EMULATOR_URL: await refusingUrl(),
    });
  });

  it("what is no undo file, and one of another account", async () => {
    const write = (content: unknown) =>
      writeFile(join(numbers.folder, "undo.json"), JSON.stringify(content));
    const of = (changes: unknown, accountSid = emulator.accountSid) =>
      write({ v: 1, at: "", accountSid, region: null, changes });
    const [{ sid = "" } = {}] = snapshot(emulator);
    const change = { kind: "number", sid, name: "x" };
    const field = { field: "friendlyName", old: "a", new: "" };
    for (const write of [
      () => of(null),
      () => of([{ ...change, kind: "queue", fields: [] }]),
      () => of([{ ...change, fields: [field] }]),
    ]) {
      await write();
      const { code, error } = await numbers.run(["restore", "undo.json"]);
      expect(code).toBe(2);
      expect(error).toMatch(/^[^\n]* is no undo file[^\n]*$/);
    }
    await of([], `AC${"9".repeat(32)}`);
    await expectRefusal(["restore", "undo.json"], /is of account AC9999/);
  });

  it("takes the credentials of .env, and an API key", async () => {
    const { accountSid, authToken, apiKey, apiSecret } = emulator;
    const nobody = { TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" };
    const envFile = join(numbers.folder, ".env");
    const codeWith = async (text: string) => {
      await writeFile(envFile, text);
      return (await numbers.run(["audit"], { environment: nobody })).code;
    };
    expect(
      await codeWith(`ACCOUNT_SID=${accountSid}\nAUTH_TOKEN=${authToken}\n`),
    ).toBe(1);
    const key = `TWILIO_API_KEY=${apiKey}\nTWILIO_API_SECRET=${apiSecret}\n`;
    expect(await codeWith(`TWILIO_ACCOUNT_SID=${accountSid}\n${key}`)).toBe(1);
    expect(await codeWith(key)).toBe(2);
  });
});
