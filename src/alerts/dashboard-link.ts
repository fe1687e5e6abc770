import type { Settings } from "../settings/settings";

/** An incident's page on the dashboard; null where there is no dashboard. */
export function dashboardLink(
  {
    dashboardToken,
    domainName,
  }: Pick<Settings, "dashboardToken" | "domainName">,
  incident: { readonly key: string; readonly openedAt: string },
): string | null {
  if (dashboardToken === null || domainName === null) return null;
  const seconds = Math.floor(Date.parse(incident.openedAt) / 1000);
  return `https://${domainName}/dashboard.html#/incident/${incident.key}-${seconds}`;
}
