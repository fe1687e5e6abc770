import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { signRequest, type Params } from "../../../twilio/signature";

/** The steps of a call: a question, a detour, a good end. Their URLs are relative, as in real life. */
const VOICE_STEPS: Readonly<Record<string, string>> = {
  menu: '<Response><Gather action="choice" numDigits="1"><Say>Press 1 for opening hours.</Say></Gather></Response>',
  choice: "<Response><Redirect>hours?choice=1</Redirect></Response>",
  hours:
    "<Response><Say>We are open until six. Goodbye.</Say><Hangup/></Response>",
};

/** The steps of a message: a detour, a reply. */
const MESSAGING_STEPS: Readonly<Record<string, string>> = {
  menu: "<Response><Redirect>reply</Redirect></Response>",
  reply: "<Response><Message>We are open until six.</Message></Response>",
};

/** What is said at any other path. */
const GREETING = {
  voice: "<Response><Say>Hello.</Say></Response>",
  messaging: "<Response><Message>Hello.</Message></Response>",
};

/**
 * A web application behind a number, as it runs on a primary and on its backup alike: it asks for
 * Twilio's signature and answers by path, whatever it is mounted under.
 */
export function phoneApp(authToken: string): Server {
  return createServer((request, response) => {
    readForm(request).then((params) => {
      if (!isSigned(request, params, authToken)) {
        response.writeHead(403).end("Invalid signature");
        return;
      }
      const { pathname } = new URL(request.url ?? "", "http://localhost");
      const step = pathname.split("/").at(-1) ?? "";
      const isCall = params.some(([name]) => name === "CallSid");
      const twiml = isCall
        ? (VOICE_STEPS[step] ?? GREETING.voice)
        : (MESSAGING_STEPS[step] ?? GREETING.messaging);
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml);
    }, response.destroy.bind(response));
  });
}

async function readForm(request: IncomingMessage): Promise<Params> {
  return [...new URLSearchParams(await text(request))];
}

function isSigned(
  { headers, url = "" }: IncomingMessage,
  params: Params,
  authToken: string,
): boolean {
  const asked = `http://${headers.host ?? ""}${url}`;
  return (
    headers["x-twilio-signature"] === signRequest(authToken, asked, params)
  );
}
