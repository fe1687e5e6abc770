import pMap from "p-map";
import { inV1, USUAL, type KindDefinition } from "./kind";

/** Each workspace has a list of its own to be read. */
const AT_A_TIME = 4;

/**
 * TaskRouter's workflows. What their fallback answers is JSON and not TwiML, so none of ours can
 * be set there.
 *
 * @see https://www.twilio.com/docs/taskrouter/api/workflow
 */
export const workflow: KindDefinition = {
  ...USUAL,
  sidPrefix: "WW",
  words: ["TaskRouter workflow", "TaskRouter workflows"],
  webhooks: {
    task: {
      primaryUrl: "assignmentCallbackUrl",
      fallbackUrl: "fallbackAssignmentCallbackUrl",
      fallbackMethod: null,
    },
  },
  names: ["friendlyName"],
  list: async (client) => {
    const { workspaces } = client.taskrouter.v1;
    const lists = await pMap(
      await workspaces.list(inV1()),
      ({ sid }) => workspaces(sid).workflows.list(inV1()),
      { concurrency: AT_A_TIME },
    );
    return lists.flat();
  },
  context: null,
};
