import pMap from "p-map";
import { UserError } from "../../user-error";
import { canSign, needsSignature, probe } from "../account/probe";
import { channelsOf, type Resource, type Webhooks } from "../account/resource";
import type { Channel } from "../account/kinds/kind";
import type { Judge } from "../account/rows";
import type { Session } from "../account/session";
import { judgeOwn } from "../account/verdict";

/** A service has 30 invocations at a time, which its callers need. */
const AT_A_TIME = 4;

interface Question {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly channel: Channel;
}

/**
 * Asks every fallback that seems to cover something whether it works, each once. Returns a judge
 * that knows the answers.
 *
 * @throws UserError where a fallback has to be asked with a signature that cannot be made.
 */
export async function judgeByProbing(
  chosen: readonly Resource[],
  account: readonly Resource[],
  { access, outside }: Session,
): Promise<Judge> {
  const bySid = new Map(account.map((resource) => [resource.sid, resource]));
  const questions = new Map<string, Question>();
  for (const resource of chosen) {
    for (const { channel } of channelsOf(resource)) {
      const governor = resource.governors[channel];
      const asked = governor ? bySid.get(governor.sid) : resource;
      if (asked && judgeOwn(asked, channel).verdict === "covered") {
        const question = questionOf(channel, asked.webhooks[channel]);
        questions.set(keyOf(question), question);
      }
    }
  }
  const all = [...questions.values()];
  if (!canSign(access) && all.some(({ url }) => needsSignature(url))) {
    throw new UserError(
      "--probe: an API key cannot sign a request as Twilio does; set TWILIO_AUTH_TOKEN",
    );
  }
  const faults = new Map<string, string>();
  await pMap(
    all,
    async (question) => {
      const fault = await probe(question, question.channel, access, outside);
      if (fault !== null) faults.set(keyOf(question), fault);
    },
    { concurrency: AT_A_TIME },
  );
  return (resource, channel) => {
    const judgement = judgeOwn(resource, channel);
    if (judgement.verdict !== "covered") return judgement;
    const question = questionOf(channel, resource.webhooks[channel]);
    const because = faults.get(keyOf(question)) ?? null;
    return because === null ? judgement : { verdict: "dead", because };
  };
}

/** Where a fallback names its trunk, all are one. */
function questionOf(channel: Channel, own: Webhooks | undefined): Question {
  const url = new URL(own?.fallbackUrl ?? "");
  url.searchParams.delete("FallbackFor");
  const method = own?.fallbackMethod === "GET" ? "GET" : "POST";
  return { url: url.href, method, channel };
}

function keyOf({ url, method, channel }: Question): string {
  return [channel, method, url].join(" ");
}
