import { connectionOverrides } from "../../../twilio/connection-overrides";
import { UserError } from "../../user-error";

/** Connection overrides as they stand in a fragment, by name: `ct` to `2000`. */
export type Overrides = ReadonlyMap<string, string>;

/** What `--fast-failover` alone means. */
const DEFAULT_OVERRIDES = "ct=2000,rt=5000,tt=6000";

const EXPECTED =
  "--fast-failover: expected connection overrides as ct=2000,rt=5000,tt=6000 (ct 100 to 10000, rt and tt 100 to 15000, rc 0 to 5, rp of 4xx, 5xx, ct, rt, all)";

/**
 * Reads `ct=2000,rt=5000,tt=6000`, or `true` for the default.
 *
 * @throws UserError where Twilio would not understand it.
 */
export function readOverrides(text: string | true): Overrides {
  const overrides = new Map<string, string>();
  let last = "";
  for (const part of (text === true ? DEFAULT_OVERRIDES : text).split(",")) {
    const [, name, value] = /^(\w+)=(.+)$/.exec(part.trim()) ?? [];
    if (name !== undefined && value !== undefined) {
      if (overrides.has(name)) throw new UserError(EXPECTED);
      overrides.set((last = name), value);
    } else if (last === "rp" && part.trim() !== "") {
      overrides.set("rp", `${overrides.get("rp") ?? ""},${part.trim()}`);
    } else throw new UserError(EXPECTED);
  }
  if (![...overrides].every(isUnderstood)) throw new UserError(EXPECTED);
  return overrides;
}

/** Hosts of Twilio's own, which no connection override reaches. */
const TWILIO_HOST = /(^|\.)(twilio\.com|twil\.io)\.?$/;

/**
 * A primary URL with overrides in its fragment. What else stands there is kept, and a time that
 * is shorter already stays. A URL of Twilio's own stays as it is.
 */
export function withOverrides(url: string, overrides: Overrides): string {
  if (!URL.canParse(url) || TWILIO_HOST.test(new URL(url).hostname)) return url;
  const [base = url, ...fragments] = url.split("#");
  const fragment = fragments.join("#");
  const missing = new Map(overrides);
  const kept = fragment.split("&").filter(Boolean);
  const parts = kept.map((part) => {
    const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    const wanted = missing.get(name);
    missing.delete(name);
    return wanted === undefined || isShorter(name, value, wanted)
      ? part
      : `${name}=${wanted}`;
  });
  for (const [name, value] of missing) parts.push(`${name}=${value}`);
  return `${base}#${parts.join("&")}`;
}

function isShorter(name: string, value: string, wanted: string): boolean {
  return (
    ["ct", "rt", "tt"].includes(name) &&
    isUnderstood([name, value]) &&
    Number(value) <= Number(wanted)
  );
}

/** Whether Twilio takes it: what it does not understand has its default. */
function isUnderstood([name, value]: [string, string]): boolean {
  const read = connectionOverrides(`https://x/#${name}=${value}`);
  switch (name) {
    case "ct":
    case "rt":
    case "tt":
    case "rc":
      return /^\d+$/.test(value) && read[name] === Number(value);
    case "rp":
      return read.rp.length === value.split(",").length;
    default:
      return false;
  }
}
