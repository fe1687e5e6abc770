import { isGone } from "../../account/trouble";
import type { SdkAccess } from "../../account/twilio-sdk";
import { UserError } from "../../user-error";
import { in2010 } from "./kinds/kind";

/** A subaccount, with its own login. */
export interface Subaccount {
  readonly access: SdkAccess;
  readonly name: string;
}

/** An account that somebody has named. */
export interface NamedAccount {
  readonly accountSid: string;
  /** Where, as a refusal begins: `--account AC…`. */
  readonly namedBy: string;
}

/** The active accounts of a login: its own, and each subaccount with its own login. */
export interface Subaccounts {
  readonly active: readonly Subaccount[];
  /** How many are suspended or closed. */
  readonly inactive: number;
}

/**
 * Lists all accounts of a login.
 *
 * @throws UserError where the login may not see them.
 */
export async function listSubaccounts(access: SdkAccess): Promise<Subaccounts> {
  const { twilioSdk } = await import("../../account/twilio-sdk");
  const all = await forAccounts(access, "--subaccounts", () =>
    twilioSdk(access).api.v2010.accounts.list(in2010()),
  );
  const active = all.filter(({ status }) => status === "active");
  return {
    active: active.map(({ sid, authToken, friendlyName }) => ({
      name: friendlyName,
      access:
        sid === access.accountSid ? access : loginOf(access, sid, authToken),
    })),
    inactive: all.length - active.length,
  };
}

/**
 * The login of one subaccount.
 *
 * @throws UserError where there is none, or where the login may not see it.
 */
export async function findSubaccount(
  access: SdkAccess,
  { accountSid, namedBy }: NamedAccount,
): Promise<SdkAccess> {
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid)) {
    throw new UserError(
      `${namedBy}: expected the SID of a subaccount, AC and 32 hexadecimal digits`,
    );
  }
  const { twilioSdk } = await import("../../account/twilio-sdk");
  const { authToken } = await forAccounts(access, namedBy, () =>
    twilioSdk(access)
      .api.v2010.accounts(accountSid)
      .fetch()
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
        throw new UserError(
          `${namedBy}: no subaccount of ${access.accountSid}; use its own credentials`,
        );
      }),
  );
  return loginOf(access, accountSid, authToken);
}

function loginOf(
  access: SdkAccess,
  accountSid: string,
  password: string,
): SdkAccess {
  return { ...access, accountSid, user: accountSid, password };
}

/** An API key sees no accounts, which Twilio calls a wrong login. */
async function forAccounts<T>(
  access: SdkAccess,
  option: string,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { status } = error as { status?: number };
    const isKey = access.user !== access.accountSid;
    if (!isKey || (status !== 401 && status !== 403)) throw error;
    throw new UserError(
      `${option}: an API key may not see other accounts; set TWILIO_AUTH_TOKEN of ${access.accountSid}`,
    );
  }
}
