import { createServer, request as forward } from "node:http";
import { listenOnLoopback, type LoopbackServer } from "../../../src/emulator";
import { MISBEHAVIOURS, type Misbehaviour } from "./misbehaviours";

/** Twilio, reached through a server that breaks a part of it. */
export type HalfBrokenTwilio = LoopbackServer;

/**
 * Twilio with one part that fails as its name says.
 *
 * @param broken - A product, while the others go to `twilioUrl`; or the answers of all, while
 * everything that is asked is done there.
 */
export async function startHalfBrokenTwilio(
  twilioUrl: string,
  broken: "sync" | "api" | "answers",
  misbehaviour: Misbehaviour,
): Promise<HalfBrokenTwilio> {
  const server = createServer((asked, response) => {
    const { method = "", headers, url = "", socket } = asked;
    const fail = () => {
      const text = JSON.stringify({ method, url, headers });
      MISBEHAVIOURS[misbehaviour].act(socket, text);
    };
    if (url.startsWith(`/${broken}/`)) {
      fail();
      return;
    }
    const options = { method, headers, agent: false };
    const onward = forward(twilioUrl + url, options, (answer) => {
      if (broken === "answers") {
        answer.resume().once("end", fail);
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => socket.destroy());
    // An answer that nobody reads any more would keep its connection, and the tests, open.
    socket.once("close", () => onward.destroy());
    asked.pipe(onward);
  });
  return await listenOnLoopback(server);
}
