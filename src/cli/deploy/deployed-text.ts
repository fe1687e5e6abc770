import type { AllSettings } from "../../invocation/read-settings";
import { joinWords } from "../../text/count";
import { color } from "../terminal/color";
import type { Answered } from "./ask-service";

/** What was deployed, and what it said. */
export interface Deployed {
  readonly domain: string;
  readonly answered: Answered;
  readonly settings: AllSettings;
}

/** One thing that a service can do, and what to do to have it. */
interface Feature {
  /** In words, where it is on; null where it is off. */
  readonly on: string | null;
  readonly off: string;
  /** What turns it on. */
  readonly step: string;
}

/** What was deployed, whether it answers, what is on and off, and what to do next. */
export function deployedText(deployed: Deployed): string {
  const features = featuresOf(deployed.settings);
  const on = features.flatMap(({ on }) => on ?? []);
  const off = features.filter(({ on }) => on === null);
  return [
    `${color.green("✔")} Deployed: ${color.bold(deployed.domain)}`,
    answeredText(deployed.answered),
    "",
    ...on.map((what) => `${color.green("On")}   ${what}`),
    ...off.map(({ off }) => `${color.yellow("Off")}  ${off}`),
    "",
    "Next:",
    ...nextSteps(deployed.domain, off).map((step, n) => `  ${n + 1}. ${step}`),
  ].join("\n");
}

function answeredText(answered: Answered): string {
  switch (answered.result) {
    case "answered":
      return `${color.green("✔")} It answers, in ${answered.ms} ms: ${answered.heard.join(" ")}`;
    case "failed":
      return `${color.red("✖")} It does not answer a failed call with TwiML: ${answered.reason}`;
    case "not-asked":
      return `${color.yellow("?")} It was not asked whether it answers: an API key cannot sign a request; the auth token can`;
  }
}

function featuresOf(settings: AllSettings): Feature[] {
  const { backupOrigins, retryFailedUrl, alerts, dashboardToken } = settings;
  const hosts = backupOrigins.map(({ base }) => new URL(base.origin).host);
  const names = alerts.notifiers.map(({ name }) => name);
  return [
    {
      on:
        hosts.length > 0 || retryFailedUrl
          ? `backups: ${joinWords([...(retryFailedUrl ? ["the failed URL once more"] : []), ...new Set(hosts)])}`
          : null,
      off: "backups: callers hear your words, and no call goes on",
      step: "Set BACKUP_ORIGINS to where your application also runs (docs/backups.md), and deploy again.",
    },
    {
      on: names.length > 0 ? `alerts: by ${joinWords(names)}` : null,
      off: "alerts: nobody is told of a failure",
      step: "Set up who is told (docs/alerts.md), and deploy again.",
    },
    {
      on: dashboardToken === null ? null : "dashboard: /dashboard.html",
      off: "dashboard: nobody may look at what fails",
      step: "Set DASHBOARD_TOKEN (docs/dashboard.md), and deploy again.",
    },
  ];
}

/** Three: what is off first, then what follows a deployment. */
function nextSteps(domain: string, off: readonly Feature[]): string[] {
  return [
    `Choose it for your numbers:\n     npm run numbers -- attach --to ${domain}`,
    ...off.map(({ step }) => step),
    "See whether the alerts arrive:\n     npm run alert-test",
    `See whether it answers every error:\n     npm run drill -- --target ${domain}`,
  ].slice(0, 3);
}
