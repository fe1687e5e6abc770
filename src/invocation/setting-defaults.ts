import { NOTIFIERS } from "../alerts/notifiers";
import { defaultTexts } from "../settings/read-table";
import { OPERATOR_SETTINGS } from "../settings/settings";

const NOTIFIER_TABLES = NOTIFIERS.flatMap(({ needs, options }) => [
  needs,
  options,
]);

/** Everything that an operator can set, with its default as text ("" is none). */
export const SETTING_DEFAULTS: Readonly<
  Record<keyof typeof OPERATOR_SETTINGS, string> & Record<string, string>
> = {
  ...defaultTexts(OPERATOR_SETTINGS),
  ...NOTIFIER_TABLES.map(defaultTexts).reduce((all, some) => ({
    ...all,
    ...some,
  })),
};
