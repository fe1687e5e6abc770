import type { AlertChannel, AlertTargets } from "./channels/alert-channel";
import { email } from "./channels/email";
import { pagerDuty } from "./channels/pagerduty";
import { slack } from "./channels/slack";
import { sms } from "./channels/sms";
import { webhook } from "./channels/webhook";

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
