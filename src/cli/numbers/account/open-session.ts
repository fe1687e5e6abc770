import { explain } from "../../account/trouble";
import type { SdkAccess } from "../../account/twilio-sdk";
import type { Surroundings } from "../../surroundings";
import { UserError } from "../../user-error";
import { accountApi } from "./account-api";
import { findSubaccount, type NamedAccount } from "./subaccounts";
import type { Outside, Session } from "./session";

/**
 * Runs something in an account.
 *
 * @param wanted - A subaccount of the login's account, and where it was named; the account itself
 * by default.
 * @throws UserError where Twilio refuses the login, or is not there.
 */
export async function inAccount<T>(
  surroundings: Surroundings,
  outside: Outside,
  wanted: NamedAccount | undefined,
  doThere: (session: Session) => Promise<T>,
): Promise<T> {
  const { logIn } = await import("../../account/login");
  const { access } = await logIn(surroundings);
  try {
    const chosen =
      wanted === undefined || wanted.accountSid === access.accountSid
        ? access
        : await findSubaccount(access, wanted);
    return await doThere(await sessionOf(chosen, surroundings, outside));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw explain(error, access);
  }
}

/** What a command works with in an account. */
export async function sessionOf(
  access: SdkAccess,
  { folder, terminal }: Pick<Surroundings, "folder" | "terminal">,
  outside: Outside,
): Promise<Session> {
  const { twilioSdk } = await import("../../account/twilio-sdk");
  const api = accountApi(twilioSdk(access));
  return { access, region: access.region, api, outside, terminal, folder };
}

/** The account that `--account` names; none where it is not given. */
export function namedByOption(
  accountSid: string | undefined,
): NamedAccount | undefined {
  return accountSid === undefined
    ? undefined
    : { accountSid, namedBy: `--account ${accountSid}` };
}
