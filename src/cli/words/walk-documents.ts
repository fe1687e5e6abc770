import querystring from "node:querystring";
import {
  checkDocument,
  type TwimlFault,
} from "../../twilio/twiml/check-document";
import type { TwimlChannel } from "../../twilio/check-twiml";
import type { Place, XmlElement } from "../../xml/parse-tree";
import { findWays, type Way } from "./find-ways";

/** The files of `assets/`, by their path in it with `/` between, as `voicemail.xml`. */
export type Assets = ReadonlyMap<string, Buffer>;

/** A fault, with the path of its file. */
export interface FileFault extends TwimlFault {
  readonly path: string;
}

/** What an error document leads to, itself among it, and all that is wrong with any of it. */
export interface WalkedDocuments {
  readonly faults: readonly FileFault[];
  /** The paths of the documents that were reached. */
  readonly reached: ReadonlySet<string>;
}

/** Stands for the host that serves the documents, which is not known before they are deployed. */
const OWN_HOST = "service.invalid";

/** What a Function of this service answers is no document of ours. */
const FUNCTION_PATH = /^(fallback|debugger|incidents|watch)$/;

/**
 * Walks every way that leads on from a document: checks each document that it reaches for the
 * channel, and refuses a way that leads to nothing, that asks a document by POST, or that comes
 * back to a document it has been in. Pure.
 */
export function walkDocuments(
  start: string,
  channel: TwimlChannel,
  assets: Assets,
): WalkedDocuments {
  const reached = new Set<string>();
  const faults: FileFault[] = [];

  const visit = (path: string, above: readonly string[]): void => {
    const bytes = assets.get(path);
    if (bytes === undefined || reached.has(path)) return;
    reached.add(path);
    const { faults: own, root } = checkDocument(bytes, channel);
    faults.push(...own.map((fault) => ({ ...fault, path })));
    if (root !== null) follow(root, path, [...above, path]);
  };

  const follow = (
    root: XmlElement,
    path: string,
    way: readonly string[],
  ): void => {
    for (const found of findWays(root)) {
      const target = targetOf(found, path);
      if (target === null) continue;
      const reason = refusal(found, target, way, assets);
      if (reason !== null)
        faults.push({
          ...placeOf(found.place),
          reason,
          isWarning: false,
          path,
        });
      else if (found.leadsTo === "document") visit(target, way);
    }
  };

  visit(start, []);
  return { faults, reached };
}

/** The path of the asset that a relative URL names; null for an absolute URL. */
function targetOf({ url }: Way, from: string): string | null {
  if (url === "") return from;
  const base = `http://${OWN_HOST}/${from}`;
  if (!URL.canParse(url, base)) return url;
  const { host, pathname } = new URL(url, base);
  return host === OWN_HOST ? querystring.unescape(pathname.slice(1)) : null;
}

function refusal(
  way: Way,
  target: string,
  above: readonly string[],
  assets: Assets,
): string | null {
  const { element, attribute, url, leadsTo, method, methodAttribute } = way;
  const what =
    attribute === null ? `<${element}>` : `${attribute} of <${element}>`;
  if (url === "")
    return `<${element}> asks this document again and never ends: write ${attribute ?? "a URL"}${attribute === null ? "" : `="another.xml" method="GET"`}`;
  if (FUNCTION_PATH.test(target))
    return `${what} leads back to /${target} and never ends: let it lead to another document`;
  if (above.includes(target))
    return `${what} comes back to ${target} and never ends: let it lead to another document`;
  if (!assets.has(target))
    return `${what} leads to ${target}, which is not in assets: add the file or mend the name`;
  if (target.includes(".private."))
    return `${what} leads to ${target}, which Twilio does not serve: leave .private out of its name`;
  if (leadsTo === "document" && method !== "GET")
    return `${what} asks ${target} by ${method}: write ${methodAttribute ?? "method"}="GET"`;
  return null;
}

function placeOf({ line, column }: Place): Place {
  return { line, column };
}
