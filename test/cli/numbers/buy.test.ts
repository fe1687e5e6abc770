import { withEmulator } from "../../support/servers/emulator";
import { numbersOn } from "../../support/samples/numbers";

const USE = [
  ...["--to", "a-1-dev.twil.io", "--yes"],
  ...["--voice-url", "https://www.example.com/voice"],
];

describe("npm run numbers -- buy", () => {
  it("buys what is asked for, with its price said before", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      for (const [args, number, price] of [
        [["--area-code", "212"], /^\+1212/, "1.15 USD"],
        [["--type", "toll-free"], /^\+1833/, "2.15 USD"],
        [["--area-code", "212", "--contains", "5550117"], /17$/, "1.15 USD"],
      ] as const) {
        const { code, printed } = await numbers.run([
          ...["buy", "--country", "US", ...args, ...USE],
        ]);
        expect(code).toBe(0);
        expect(printed).toContain(`charges your account ${price}`);
        expect(account.phoneNumbers.all().at(-1)?.["phone_number"]).toMatch(
          number,
        );
        expect(account.phoneNumbers.all().at(-1)).toMatchObject({
          voice_fallback_url: "https://a-1-dev.twil.io/fallback",
        });
      }
      await numbers.remove();
    }));

  it("names an address and a bundle where the country wants them, or says why not", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const numbers = await numbersOn(emulator);
      const buy = (...args: string[]) =>
        numbers.run([
          "buy",
          "--country",
          "DE",
          "--area-code",
          "30",
          ...USE,
          ...args,
        ]);
      const bare = await buy();
      expect(bare.code).toBe(2);
      expect(bare.error).toMatch(/DE wants an address in DE .*--address/);

      account.addresses.add({ iso_country: "US" });
      expect((await buy()).code).toBe(2);
      const address = account.addresses.add({ iso_country: "DE" });
      const unbundled = await buy();
      expect(unbundled.code).toBe(1);
      expect(unbundled.printed).toMatch(/was not bought: .*21649.*Bundle/);

      const bundle = account.bundles.add({});
      const bought = await buy();
      expect(bought.code).toBe(0);
      expect(bought.printed).toContain(`+ addressSid: ${address}`);
      expect(account.phoneNumbers.all()).toMatchObject([
        { address_sid: address, bundle_sid: bundle },
      ]);
      const named = account.addresses.add({ iso_country: "DE" });
      await buy("--address", named);
      expect(account.phoneNumbers.all().at(-1)).toMatchObject({
        address_sid: named,
      });
      await numbers.remove();
    }));

  it("says what it could not find", () =>
    withEmulator(async (emulator) => {
      const numbers = await numbersOn(emulator);
      for (const [args, words] of [
        [["--country", "US", "--type", "mobile"], /Twilio answered 404/],
        [
          ["--country", "US", "--area-code", "100"],
          /no number of area code 100/,
        ],
        [["--country", "us"], /--country: expected the two capital letters/],
        [["--country", "US", "--contains", "x"], /--contains x: expected/],
        [["--country", "US", "--number", "+14155550100"], /either --number/],
      ] as const) {
        const { code, error } = await numbers.run(["buy", ...args, ...USE]);
        expect([args, code]).toEqual([args, 2]);
        expect(error).toMatch(words);
      }
      await numbers.remove();
    }));
});
