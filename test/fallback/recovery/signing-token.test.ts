import {
  findSigningToken,
  type TokenMemory,
} from "../../../src/fallback/recovery/signing-token";
import { startBudget } from "../../../src/resilience/budget";
import { createRestClient } from "../../../src/twilio/rest";
import { accessTo, withEmulator } from "../../support/servers/emulator";
import { refusingUrl } from "../../support/servers/misbehaving-server";

const STRANGER = `AC${"f".repeat(32)}`;

const signer = (at: Parameters<typeof accessTo>[0]) => {
  const access = accessTo(at);
  const tokens: TokenMemory = new Map();
  const rest = createRestClient(access);
  return {
    tokens,
    find: (sid: string | null) =>
      findSigningToken(sid, access, rest, tokens, startBudget(2000)),
  };
};

describe("a request is signed with the token of the account that it names:", () => {
  it("the service's own, a subaccount's, or none", () =>
    withEmulator(async (emulator) => {
      const { find, tokens } = signer(emulator);
      const { accountSid, authToken } = emulator.account.addSubaccount("Shop");
      expect(await find(null)).toBe(emulator.authToken);
      expect(await find(emulator.accountSid)).toBe(emulator.authToken);
      expect(await find(accountSid)).toBe(authToken);
      expect(tokens.get(accountSid)?.until).toBe(Infinity);
      expect(await find(STRANGER)).toBeNull();
      expect(tokens.get(STRANGER)?.until).toBe(Infinity);
      expect(await find("../AC1")).toBeNull();
    }));

  it("asked once, and again in half a minute where Twilio did not answer", async () => {
    const url = await refusingUrl();
    const { find, tokens } = signer({ url, accountSid: "AC1", authToken: "t" });
    expect(await find(STRANGER)).toBeNull();
    const until = (tokens.get(STRANGER)?.until ?? 0) - Date.now();
    expect(until).toBeGreaterThan(20_000);
    expect(until).toBeLessThanOrEqual(30_000);
    tokens.set(STRANGER, { token: "known", until: Infinity });
    expect(await find(STRANGER)).toBe("known");
  });
});
