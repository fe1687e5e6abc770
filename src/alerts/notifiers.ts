import type { Env, SettingProblem } from "../settings/read-table";
import type { TwilioAccess } from "../twilio/access";
import { email } from "./notifiers/email";
import type { Notifier, NotifierDefinition } from "./notifiers/notifier";
import { pagerDuty } from "./notifiers/pagerduty";
import { slack } from "./notifiers/slack";
import { sms } from "./notifiers/sms";
import { webhook } from "./notifiers/webhook";

/** Every kind of notifier that there is. A new one is a line here, and a file of its own. */
export const NOTIFIERS: readonly NotifierDefinition[] = [
  sms,
  email,
  slack,
  pagerDuty,
  webhook,
];

/** Who is told of failures, and what of their settings must stay secret. */
export interface AlertTargets {
  /** Those that are set up. */
  readonly notifiers: readonly Notifier[];
  /** What is missing for those whose own settings are whole, as `sms: expected ACCOUNT_SID …`. */
  readonly lacking: readonly string[];
  readonly secrets: readonly string[];
}

/** Reads the settings of every notifier. Pure. */
export function readNotifiers(
  env: Env,
  twilio: TwilioAccess,
): AlertTargets & { readonly problems: readonly SettingProblem[] } {
  const readings = NOTIFIERS.map(({ name, read }) => ({
    name,
    ...read(env, twilio),
  }));
  return {
    notifiers: readings.flatMap(({ notifier }) => notifier ?? []),
    lacking: readings.flatMap(({ name, lacks }) =>
      lacks === null ? [] : [`${name}: expected ${lacks}`],
    ),
    secrets: readings.flatMap(({ secrets }) => secrets),
    problems: readings.flatMap(({ problems }) => problems),
  };
}
