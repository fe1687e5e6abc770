import pMap from "p-map";
import type { XmlElement } from "../../../xml/parse-tree";
import type { Outside } from "../../numbers/account/session";
import { findWays } from "../../words/find-ways";

const AT_A_TIME = 8;

/** What was found of each origin, asked once: why it does not answer, or null. */
export type AskedOrigins = Map<string, Promise<string | null>>;

/**
 * The URLs of a document whose host does not answer, each with why. Any answer will do: what
 * stands there may take a signed POST alone.
 */
export async function findDeadUrls(
  root: XmlElement,
  askHead: Outside["askHead"],
  asked: AskedOrigins,
): Promise<string[]> {
  const urls = findWays(root)
    .map(({ url }) => url)
    .filter((url) => /^https?:/i.test(url) && URL.canParse(url));
  const dead = await pMap(
    [...new Set(urls)],
    async (url) => {
      const { origin } = new URL(url);
      const known = asked.get(origin) ?? askOrigin(origin, askHead);
      asked.set(origin, known);
      const cause = await known;
      return (
        cause &&
        `its document leads to ${url}, which does not answer (${cause})`
      );
    },
    { concurrency: AT_A_TIME },
  );
  return dead.filter((one) => one !== null);
}

async function askOrigin(
  origin: string,
  askHead: Outside["askHead"],
): Promise<string | null> {
  const answer = await askHead(new URL(origin));
  return "cause" in answer ? answer.cause : null;
}
