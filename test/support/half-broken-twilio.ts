import { createServer, request as forward } from "node:http";
import { listenOnLoopback } from "../../src/emulator/loopback-server";
import { MISBEHAVIOURS, type Misbehaviour } from "./misbehaving-server";

/** Twilio with one product that fails as its name says; the others go to the emulator. */
export async function startHalfBrokenTwilio(
  emulatorUrl: string,
  product: string,
  misbehaviour: Misbehaviour,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((asked, response) => {
    if (asked.url?.startsWith(`/${product}/`)) {
      MISBEHAVIOURS[misbehaviour](asked.socket);
      return;
    }
    const { method, headers, url = "" } = asked;
    const onward = forward(emulatorUrl + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.pipe(onward);
  });
  const { port, stop } = await listenOnLoopback(server);
  return { url: `http://localhost:${port}`, stop };
}
