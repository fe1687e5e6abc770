import type { XmlElement } from "../../../xml/parse-tree";
import { textIn } from "../elements";
import { hear } from "../perceive";
import { requestWebhook } from "../request-webhook";
import type { Scene } from "./scene";

/** Says words, or plays a file, which is fetched. A file that cannot be had is passed over. */
export async function sayOrPlay(verb: XmlElement, scene: Scene): Promise<void> {
  const fault = verb.name === "Play" ? await fetchFault(verb, scene) : null;
  if (fault === null) hear(verb).forEach(scene.hear);
  else scene.fault(verb.line, fault);
}

/** Why a file cannot be played; null where it can. */
async function fetchFault(
  verb: XmlElement,
  { document, client }: Scene,
): Promise<string | null> {
  const written = textIn(verb);
  if (written === "") return null;
  if (!URL.canParse(written, document.url)) return `${written} is no URL`;
  const { href } = new URL(written, document.url);
  const at = new Date();
  const outcome = await requestWebhook(
    { url: href, method: "GET" },
    [],
    client,
  );
  const type =
    outcome.kind === "answer"
      ? (outcome.headers["content-type"] ?? "none")
      : "";
  const fault =
    outcome.kind === "failure"
      ? { code: outcome.code, detail: outcome.detail }
      : outcome.status !== 200
        ? { code: 11200, detail: `HTTP ${outcome.status}` }
        : !/^audio\//i.test(type)
          ? { code: 12300, detail: `content type ${type}` }
          : null;
  if (fault === null) return null;
  client.observe?.({
    kind: "webhook",
    at,
    ms: Date.now() - at.getTime(),
    resourceSid: null,
    url: href,
    method: "GET",
    params: [],
    response: null,
    error: { ...fault, level: "error" },
  });
  return `${href} cannot be played: ${fault.code}, ${fault.detail}`;
}
