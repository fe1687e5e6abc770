import { readLogin, type Env } from "../../../src/cli/account/login";

const SID = `AC${"1".repeat(32)}`;
const OTHER = `AC${"2".repeat(32)}`;
const KEY = { TWILIO_API_KEY: "SK1", TWILIO_API_SECRET: "secret" };

const userOf = (
  environment: Env,
  envFile: Env,
  needs?: Parameters<typeof readLogin>[2],
) => {
  const { accountSid, user, password } = readLogin(
    environment,
    envFile,
    needs,
  ).access;
  return [accountSid, user, password];
};

describe("readLogin", () => {
  const envFile = { ACCOUNT_SID: SID, AUTH_TOKEN: "of the file" };

  it("takes the environment's login before that of .env", () => {
    const environment = {
      TWILIO_ACCOUNT_SID: OTHER,
      TWILIO_AUTH_TOKEN: "of the environment",
    };
    expect(userOf(environment, envFile)).toEqual([
      ...[OTHER, OTHER, "of the environment"],
    ]);
    expect(userOf({}, envFile)).toEqual([SID, SID, "of the file"]);
  });

  it.each([
    { TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" },
    { ACCOUNT_SID: "", AUTH_TOKEN: " " },
    { TWILIO_ACCOUNT_SID: " ", TWILIO_API_KEY: "" },
  ])("takes an empty variable as absent: %p", (environment) => {
    expect(userOf(environment, envFile)).toEqual([SID, SID, "of the file"]);
  });

  it("takes an API key before an auth token, but where one must sign", () => {
    const both = { ...envFile, ...KEY };
    expect(userOf({}, both)).toEqual([SID, "SK1", "secret"]);
    expect(userOf({}, both, "token")).toEqual([SID, SID, "of the file"]);
    expect(() => userOf({ ACCOUNT_SID: SID, ...KEY }, {}, "token")).toThrow(
      "an API key cannot sign",
    );
  });

  it("gives the settings the same login", () => {
    const { settings } = readLogin({}, { ...envFile, ...KEY });
    expect(settings.twilio.credentials).toEqual({
      ...{ accountSid: "SK1", authToken: "secret" },
    });
  });

  it("names a setting that is bad, without its value", () => {
    const read = () => readLogin({ TWILIO_REGION: "x y" }, envFile);
    expect(read).toThrow(/TWILIO_REGION: expected/);
    expect(read).not.toThrow(/x y/);
  });
});
