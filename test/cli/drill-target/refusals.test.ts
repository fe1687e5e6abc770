import { runCommand } from "../../support/runtime/command";
import { startDeployedService } from "../../support/runtime/deployed-service";
import { sharedDeployment } from "../../support/runtime/deployment";
import { emulatorSettings, withEmulator } from "../../support/servers/emulator";
import { refusingUrl } from "../../support/servers/misbehaving-server";

const ERROR_URL = "https://www.example.com/menu?lang=de";

type Env = Record<string, string>;

describe("npm run drill -- --target, where it cannot be done,", () => {
  const folder = sharedDeployment();

  const account = {
    TWILIO_ACCOUNT_SID: "AC00000000000000000000000000000001",
    TWILIO_AUTH_TOKEN: "00000000000000000000000000000001",
  };
  const nobody = { ACCOUNT_SID: "", AUTH_TOKEN: "" };
  const refusal = async (args: readonly string[], env: Env) => {
    const { code, stdout, stderr } = await runCommand("drill", args, folder(), {
      ...nobody,
      ...env,
    });
    expect({ code, lines: stderr.trim().split("\n").length }).toEqual({
      code: 2,
      lines: 1,
    });
    return { stdout, stderr };
  };

  it.each<[string[], Env, string]>([
    [["--target", "www.example.com"], account, "which ends in .twil.io"],
    [["--target", "http://a.twil.io"], account, "expected https"],
    [
      ["--target", "https://a.twil.io/fallback"],
      account,
      "expected the service alone, without a path, as https://a.twil.io",
    ],
    [["--target", "a.twil.io"], {}, "No auth token"],
    [
      ["--target", "a.twil.io"],
      {
        TWILIO_ACCOUNT_SID: account.TWILIO_ACCOUNT_SID,
        TWILIO_API_KEY: "SK00000000000000000000000000000001",
        TWILIO_API_SECRET: "00000000000000000000000000000002",
      },
      "an API key cannot sign a request",
    ],
    [
      ["--target", "a.twil.io", "--backups"],
      account,
      "expected --error-url too",
    ],
    [
      ["--target", "a.twil.io", "--error-url", ERROR_URL],
      account,
      "expected --backups too",
    ],
    [
      ["--target", "a.twil.io", "--backups", "--error-url", "/menu"],
      account,
      "--error-url /menu: expected a URL",
    ],
    [["--backups"], account, "expected --target too"],
    [
      ["--target", "a.twil.io", "--scenario", "healthy"],
      account,
      "cannot be used with option '--scenario <name>'",
    ],
  ])("refuses %j in one line", async (args, env, words) => {
    const { stdout, stderr } = await refusal(args, env);
    expect(stdout).toBe("");
    expect(stderr).toContain(words);
  });

  it(
    "says what to do where nothing can be asked",
    () =>
      withEmulator(async (emulator) => {
        const known = emulatorSettings(emulator);
        const gone = await refusal(["--target", await refusingUrl()], account);
        expect(gone.stderr).toMatch(
          /cannot be reached \(ECONNREFUSED\): check the domain/,
        );

        const paths = { "/fallback": { status: 404 } };
        const empty = await startDeployedService(folder(), known, { paths });
        const target = ["--target", empty.url];
        const { stderr } = await refusal(target, account);
        expect(stderr).toContain("nothing is deployed there");
        await empty.stop();

        const other = await startDeployedService(folder(), {
          ...known,
          AUTH_TOKEN: "1".repeat(32),
        });
        const wrong = await refusal(["--target", other.url, "--json"], account);
        expect(wrong.stdout).toBe("");
        expect(wrong.stderr).toContain(
          "refuses what is signed with this auth token (HTTP 403): check that the service is one of account AC0",
        );
        await other.stop();
      }),
    60_000,
  );
});
