import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { AllSettings } from "../../invocation/read-settings";
import { UserError } from "../user-error";
import { settingsOrRefuse } from "./env-faults";
import type { SdkAccess } from "./twilio-sdk";

/** Variables by their names. An empty one is absent. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Where a command finds what it has to know of its account. */
export interface LoginPlaces {
  readonly environment: Env;
  /** Holds `.env`. */
  readonly folder: string;
}

/** As whom a command asks Twilio, and with which settings. */
export interface LoggedIn {
  readonly access: SdkAccess;
  /** Their `twilio.credentials` are this login's: an API key's where it is one. */
  readonly settings: AllSettings;
}

/** Which login does: any, or one with the auth token, by which Twilio's requests are signed. */
export type LoginNeeds = "any" | "token";

type Login = Pick<SdkAccess, "accountSid" | "user" | "password">;

/** What to do where there is no login of a kind. */
const HOW_TO: Readonly<Record<LoginNeeds, string>> = {
  any: "No Twilio credentials: set TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET, in the environment, or ACCOUNT_SID with AUTH_TOKEN in .env",
  token:
    "No auth token, and an API key cannot sign a request as Twilio does: set TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN in the environment, or ACCOUNT_SID with AUTH_TOKEN in .env",
};

/**
 * The one login of all commands. A login that is whole in the environment counts, else one that
 * is whole in `.env`, else one put together of both; of settings, the environment's count.
 *
 * @throws UserError where a setting is bad, or where there are no credentials.
 */
export async function logIn(
  { environment, folder }: LoginPlaces,
  needs: LoginNeeds = "any",
): Promise<LoggedIn> {
  const envFile = parseEnv(await readEnvText(folder));
  return readLogin(environment, envFile, needs);
}

/** As {@link logIn}, of an environment and the variables of `.env`. */
export function readLogin(
  environment: Env,
  envFile: Env,
  needs: LoginNeeds = "any",
): LoggedIn {
  const both = mergeEnv(environment, envFile);
  const settings = settingsOrRefuse(both, envFile);
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
  const { accountSid, user, password } = login;
  const credentials = { accountSid: user, authToken: password };
  return {
    access: { accountSid, user, password, region, edge, emulatorUrl },
    settings: { ...settings, twilio: { ...settings.twilio, credentials } },
  };
}

/** The text of a folder's `.env`; "" where there is none. */
export function readEnvText(folder = "."): Promise<string> {
  return readFile(join(folder, ".env"), "utf8").catch(() => "");
}

/** `.env` with the environment over it; an empty variable hides nothing. */
export function mergeEnv(environment: Env, envFile: Env): Env {
  const set = Object.entries(environment).filter(([, value]) => value?.trim());
  return { ...envFile, ...Object.fromEntries(set) };
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
