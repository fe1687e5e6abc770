import { createServer } from "node:http";
import { extname } from "node:path";
import {
  incomingParams,
  listenOnLoopback,
  playEveryWay,
  type Way,
} from "../../emulator";
import type { ErrorDocument } from "./error-document";
import type { Assets } from "./walk-documents";

/** An error document, and every way that a call or a message can go through it. */
export interface PlayedWords extends ErrorDocument {
  readonly ways: readonly PlayedWay[];
}

/** What a person meets on one way, from the first word to the end. */
export interface PlayedWay {
  /** What it depends on, as `Gather on line 3: says nothing`. */
  readonly choices: readonly string[];
  /** A phrase a verb, as `“We are sorry.”`, `(hangs up)`. */
  readonly heard: readonly string[];
  /** What Twilio would find wrong; empty where nothing is. */
  readonly troubles: readonly string[];
}

/** What the names of files make Twilio serve them as. */
const TYPES: Readonly<Record<string, string>> = {
  ".xml": "application/xml",
  ".mp3": "audio/mpeg",
  ".wav": "audio/wav",
};
/** Nobody checks the signatures of static documents. */
const IDENTITY = { accountSid: `AC${"0".repeat(32)}`, authToken: "none" };

/**
 * Plays error documents on the emulator, by GET as static documents, to each end that the choices
 * of people can lead to.
 */
export async function playWords(
  documents: readonly ErrorDocument[],
  assets: Assets,
): Promise<PlayedWords[]> {
  const server = await serveAssets(assets);
  try {
    const played: PlayedWords[] = [];
    for (const document of documents) {
      const ways = await playEveryWay(
        () => ({
          channel: document.channel,
          params: incomingParams(document.channel, IDENTITY.accountSid),
          primary: { url: `${server.url}/${document.path}`, method: "GET" },
          fallback: null,
        }),
        IDENTITY,
      );
      const tell = (text: string) => text.replaceAll(`${server.url}/`, "");
      played.push({ ...document, ways: ways.map((way) => readWay(way, tell)) });
    }
    return played;
  } finally {
    await server.stop();
  }
}

function serveAssets(assets: Assets) {
  return listenOnLoopback(
    createServer(({ url = "/" }, response) => {
      const path = new URL(url, "http://service.invalid").pathname.slice(1);
      const bytes = assets.get(decodeURIComponent(path));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(bytes ? 200 : 404, { "Content-Type": type });
      response.end(bytes);
    }),
  );
}

function readWay(
  { choices, steps, asides, ending }: Way,
  tell: (text: string) => string,
): PlayedWay {
  const faults = [...steps, ...asides].flatMap((step) => step.faults);
  const error = ending.error === null ? [] : [ending.error.detail];
  return {
    choices,
    heard: steps.flatMap(({ heard }) => heard).map(tell),
    troubles: [...faults, ...error].map(tell),
  };
}
