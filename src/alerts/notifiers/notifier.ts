import {
  readGroup,
  type GroupValues,
  type SettingGroup,
} from "../../settings/read-group";
import type {
  Env,
  SettingProblem,
  SettingTable,
} from "../../settings/read-table";
import type { TwilioAccess } from "../../twilio/access";
import type { Notice } from "../all-clear";

/** One POST that tells one recipient, or all of a notifier's. */
export interface AlertRequest {
  /** The number that it tells; null where one request tells all. */
  readonly recipient: string | null;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A notifier with its settings. It puts a notice into its own form, and sends nothing itself. */
export interface Notifier {
  readonly name: string;
  /** Whom it tells, as the settings name them. */
  readonly recipients: readonly string[];
  readonly requests: (notice: Notice) => AlertRequest[];
}

/** What was read of the settings of one notifier. */
export interface NotifierReading {
  /** Null where it is not set up. */
  readonly notifier: Notifier | null;
  /** What is missing although its own settings are whole, in words; else null. */
  readonly lacks: string | null;
  readonly problems: readonly SettingProblem[];
  readonly secrets: readonly string[];
}

/** A kind of notifier, with the settings that it owns. */
export interface NotifierDefinition {
  readonly name: string;
  readonly needs: SettingTable;
  readonly options: SettingTable;
  /** What it needs beside its own settings, in words. */
  readonly alsoNeeds?: string | undefined;
  readonly read: (env: Env, twilio: TwilioAccess) => NotifierReading;
}

/** Defines a notifier: its settings, and what it makes of them. */
export function defineNotifier<
  Needs extends SettingTable,
  Options extends SettingTable,
>({
  name,
  needs,
  options,
  alsoNeeds,
  setUp,
}: SettingGroup<Needs, Options> & {
  readonly name: string;
  readonly alsoNeeds?: string;
  /** Null where what it also needs is missing. */
  readonly setUp: (
    settings: GroupValues<Needs, Options>,
    twilio: TwilioAccess,
  ) => Omit<Notifier, "name"> | null;
}): NotifierDefinition {
  return {
    name,
    needs,
    options,
    alsoNeeds,
    read: (env, twilio) => {
      const { values, problems, secrets } = readGroup({ needs, options }, env);
      const made = values && setUp(values, twilio);
      return {
        notifier: made && { name, ...made },
        lacks: values !== null && made === null ? (alsoNeeds ?? null) : null,
        problems,
        secrets,
      };
    },
  };
}

/** The headers of a body of JSON. */
export const JSON_HEADERS = { "Content-Type": "application/json" } as const;
