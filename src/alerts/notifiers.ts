import type { AlertChannel, AlertTargets } from "./notifiers/notifier";
import { email } from "./notifiers/email";
import { pagerDuty } from "./notifiers/pagerduty";
import { slack } from "./notifiers/slack";
import { sms } from "./notifiers/sms";
import { webhook } from "./notifiers/webhook";

const CHANNELS: Readonly<Record<string, AlertChannel>> = {
  sms,
  email,
  slack,
  pagerduty: pagerDuty,
  webhook,
};

/** A channel with everything that it needs. */
export interface SetUpChannel {
  readonly name: string;
  readonly requests: NonNullable<ReturnType<AlertChannel>>;
}

/** The channels that are set up. */
export function channelsOf(targets: AlertTargets): SetUpChannel[] {
  return Object.entries(CHANNELS).flatMap(([name, channel]) => {
    const requests = channel(targets);
    return requests === null ? [] : [{ name, requests }];
  });
}
