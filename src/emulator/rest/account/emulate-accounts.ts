import { newSid } from "../../sid";
import {
  apiError,
  notFound,
  type ApiProduct,
  type ApiReply,
  type ApiRequest,
} from "../api";
import { rateLimit, type Rate } from "../rate-limit";
import { emulateAccount, type AccountEmulator } from "./emulate-account";
import { pageReply } from "./page";

/** How an account differs from Twilio's usual. */
export interface AccountOptions {
  /** Beyond it, calls are answered 429. None by default: Twilio publishes none. */
  readonly rate?: Rate;
  /** The most on one page of the 2010 API; Twilio's 1000 by default. */
  readonly maxPageSize?: number;
}

/** Who has an account, and an API key of it. */
export interface AccountLogin {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** An account with its subaccounts. */
export interface AccountsEmulator extends AccountEmulator {
  /** Each takes what its product knows, of the account that asks. */
  readonly products: Readonly<Record<string, ApiProduct>>;
  readonly logins: ReadonlyMap<string, string>;
  subaccounts(): AccountEmulator[];
  addSubaccount(
    name: string,
    status?: "active" | "suspended" | "closed",
  ): AccountEmulator;
  /** Takes the permission for a call from the API key: `messaging/v1/Services`. */
  forbid(call: string): void;
  /** How many calls were answered 429. */
  refusedCalls(): number;
}

interface Listed {
  readonly account: AccountEmulator;
  readonly name: string;
  readonly status: string;
}

/** What stands in every answer about an account. */
const PATH_2010 = /^\/2010-04-01\/Accounts(?:\/([^/.]+))?(\/.*)?\.json$/;

/** The resources of one account, none at first. */
export function emulateAccounts(
  { accountSid, authToken, apiKey, apiSecret }: AccountLogin,
  { rate, maxPageSize = 1000 }: AccountOptions = {},
): AccountsEmulator {
  const main = emulateAccount({ accountSid, authToken }, maxPageSize);
  const listed = new Map<string, Listed>();
  const logins = new Map([[apiKey, apiSecret]]);
  const list = (one: Listed): void => {
    listed.set(one.account.accountSid, one);
    logins.set(one.account.accountSid, one.account.authToken);
  };
  list({ account: main, name: "Main", status: "active" });

  const forbidden: string[] = [];
  const calls = rate && rateLimit(rate);
  let refused = 0;
  const product =
    (name: string): ApiProduct =>
    (request) => {
      if (calls && !calls.take()) {
        refused++;
        return apiError(429, 20429, "Too Many Requests");
      }
      const call = name + request.path;
      if (request.user === apiKey && forbidden.some((f) => call.startsWith(f)))
        return apiError(403, 70051, "Authorization Error: no permission");
      return name === "api" ? answer2010(request) : askOwn(name, request);
    };

  function askOwn(name: string, request: ApiRequest): ApiReply | null {
    const own = listed.get(request.user)?.account ?? main;
    return own.products[name]?.(request) ?? null;
  }

  /** The parent's login is good for its subaccounts' too. */
  function answer2010(request: ApiRequest): ApiReply | null {
    const [whole, sid, below] = PATH_2010.exec(request.path) ?? [];
    if (whole === undefined) return null;
    if (sid === undefined) return listAccounts(request);
    const found = listed.get(sid);
    const isOpen = [accountSid, apiKey, sid].includes(request.user);
    if (!found || !isOpen) return notFound(request.path);
    if (below !== undefined)
      return found.account.products["api"]?.(request) ?? null;
    if (request.method !== "GET") return null;
    if (request.user === apiKey) return apiError(401, 20003, "Authenticate");
    return { status: 200, body: show(found) };
  }

  function listAccounts(request: ApiRequest): ApiReply | null {
    if (request.method !== "GET") return null;
    // A standard API key may not see accounts.
    if (request.user === apiKey) return apiError(401, 20003, "Authenticate");
    const status = request.query.get("Status");
    const own = [...listed.values()].filter(
      ({ account }) =>
        request.user === accountSid || account.accountSid === request.user,
    );
    const shown = own
      .map(show)
      .filter((one) => !status || one.status === status);
    const paging = {
      shape: "2010",
      host: "api.twilio.com",
      maxPageSize,
    } as const;
    return pageReply(shown, "accounts", request, paging);
  }

  const show = ({ account, name, status }: Listed) => ({
    sid: account.accountSid,
    friendly_name: name,
    status,
    auth_token: account.authToken,
    owner_account_sid: accountSid,
    type: "Full",
  });

  const names = [...Object.keys(main.products)];
  return {
    ...main,
    products: Object.fromEntries(names.map((name) => [name, product(name)])),
    logins,
    subaccounts: () =>
      [...listed.values()]
        .map(({ account }) => account)
        .filter((account) => account !== main),
    addSubaccount: (name, status = "active") => {
      const login = { accountSid: newSid("AC"), authToken: newSid("") };
      const account = emulateAccount(login, maxPageSize);
      list({ account, name, status });
      return account;
    },
    forbid: (call) => forbidden.push(call),
    refusedCalls: () => refused,
  };
}
