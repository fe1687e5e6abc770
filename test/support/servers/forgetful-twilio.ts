import { emulateSync, startRestServer } from "../../../src/emulator";

const LOGIN = ["AC00000000000000000000000000000001", "token"] as const;
const [ACCOUNT_SID, AUTH_TOKEN] = LOGIN;

/** An emulated Sync that can be emptied: thousands of cases on one server. */
export interface ForgetfulTwilio {
  /** The environment with which a Function reaches it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly unknownCalls: readonly string[];
  /** Every record that stands in it. */
  records(): unknown[];
  forget(): void;
  stop(): Promise<void>;
}

export async function startForgetfulTwilio(): Promise<ForgetfulTwilio> {
  let sync = emulateSync(ACCOUNT_SID);
  const { url, unknownCalls, stop } = await startRestServer(
    { sync: (request) => sync.handle(request) },
    [LOGIN],
  );
  return {
    settings: { ACCOUNT_SID, AUTH_TOKEN, TWILIO_EMULATOR_URL: url },
    unknownCalls,
    records: () => sync.listNames().flatMap((name) => sync.items(name)),
    forget: () => (sync = emulateSync(ACCOUNT_SID)),
    stop,
  };
}
