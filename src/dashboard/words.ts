import type { ErrorClass } from "../journal/classify-error";
import type { Attempt, Channel, JournalRecord } from "../journal/record";

/** What an error class means: as a heading, and in a sentence for who has to repair it. */
interface ClassWords {
  readonly title: string;
  readonly meaning: string;
}

const CLASSES: Record<ErrorClass, ClassWords> = {
  unreachable: {
    title: "Cannot be reached",
    meaning:
      "Twilio gets no connection: look at the server, its network, its DNS name and its TLS certificate.",
  },
  "http-error": {
    title: "Answers with an error",
    meaning:
      "The server is there, but answers with an error, a redirect that leads nowhere, or nothing.",
  },
  "bad-twiml": {
    title: "Answers with TwiML that Twilio refuses",
    meaning:
      "The server answers, but what it says is not valid TwiML: look at what was released last.",
  },
  other: {
    title: "Fails for another reason",
    meaning: "Twilio gave no code, or one that says little about the server.",
  },
};

const OUTCOMES: Record<JournalRecord["outcome"], string> = {
  recovered: "Recovered",
  apologized: "Got the error message",
  silent: "Answered with silence",
  reported: "Reported by Twilio",
};

const CHANNELS: Record<Channel, string> = {
  voice: "Call",
  messaging: "Message",
  unknown: "Unknown channel",
};

const RESULTS: Record<Attempt["result"], string> = {
  twiml: "answered",
  text: "answered with text",
  empty: "took the message",
  unreachable: "unreachable",
  timeout: "timed out",
  "http-error": "HTTP error",
  "too-large": "answer too large",
  "too-many-redirects": "too many redirects",
  "not-twiml": "answer is not TwiML",
};

// A word that we do not know, of a newer service say, is shown as it came.

export function classWords(errorClass: string): ClassWords {
  return known(CLASSES, errorClass) ?? { title: errorClass, meaning: "" };
}

export function outcomeWords(outcome: string): string {
  return known(OUTCOMES, outcome) ?? outcome;
}

export function channelWords(channel: string): string {
  return known(CHANNELS, channel) ?? channel;
}

export function resultWords(result: string): string {
  return known(RESULTS, result) ?? result;
}

function known<T>(words: Readonly<Record<string, T>>, word: string): T | null {
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
}

/** A count in the reader's locale, with its noun: "1 call", "1,200 calls". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

export function formatNumber(value: number): string {
  return NUMBERS.format(value);
}

const NUMBERS = new Intl.NumberFormat();
