import { describeProblem, readSettings } from "../../settings/settings";
import type { SdkAccess } from "./twilio-sdk";
import { UserError } from "../user-error";

type Env = Readonly<Record<string, string | undefined>>;

type Login = Pick<SdkAccess, "accountSid" | "user" | "password">;

/** What to do where there is no login of a kind. */
const HOW_TO = {
  any: "No Twilio credentials: set TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET, in the environment, or ACCOUNT_SID with AUTH_TOKEN in .env",
  token:
    "No auth token, and an API key cannot sign a request as Twilio does: set TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN in the environment, or ACCOUNT_SID with AUTH_TOKEN in .env",
};

/**
 * Who a command asks Twilio as, and where. The environment counts before `.env`, and a
 * login that is whole in one of them before one put together of both. Refuses a bad setting, and
 * the absence of credentials.
 *
 * @param needs - `token` where an API key does not do.
 */
export function readAccess(
  environment: Env,
  envFile: Env,
  needs: keyof typeof HOW_TO = "any",
): SdkAccess {
  const both = { ...envFile, ...withoutEmpty(environment) };
  const { settings, problems } = readSettings(both);
  if (problems.length > 0)
    throw new UserError(problems.map(describeProblem).join("; "));
  const login = [environment, envFile, both]
    .flatMap(loginsIn)
    .find(({ accountSid, user }) => needs === "any" || user === accountSid);
  if (!login) throw new UserError(HOW_TO[needs]);
  if (!/^AC[0-9a-f]{32}$/i.test(login.accountSid)) {
    throw new UserError(
      "TWILIO_ACCOUNT_SID: expected AC and 32 hexadecimal digits (an API key goes into TWILIO_API_KEY)",
    );
  }
  const { region, edge, emulatorUrl } = settings.twilio;
  return { ...login, region, edge, emulatorUrl };
}

/** An API key before an auth token: as in the Twilio CLI, who sets one means it. */
function loginsIn(env: Env): Login[] {
  const valueOf = (name: string): string => env[name]?.trim() ?? "";
  const accountSid = valueOf("TWILIO_ACCOUNT_SID") || valueOf("ACCOUNT_SID");
  const logins = [
    [accountSid, valueOf("TWILIO_API_KEY"), valueOf("TWILIO_API_SECRET")],
    [
      valueOf("TWILIO_ACCOUNT_SID"),
      valueOf("TWILIO_ACCOUNT_SID"),
      valueOf("TWILIO_AUTH_TOKEN"),
    ],
    [valueOf("ACCOUNT_SID"), valueOf("ACCOUNT_SID"), valueOf("AUTH_TOKEN")],
    [
      accountSid,
      accountSid,
      valueOf("TWILIO_AUTH_TOKEN") || valueOf("AUTH_TOKEN"),
    ],
  ] as const;
  return logins
    .filter((login) => !login.includes(""))
    .map(([accountSid, user, password]) => ({ accountSid, user, password }));
}

function withoutEmpty(env: Env): Env {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value?.trim()),
  );
}
