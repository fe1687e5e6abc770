import { count } from "./count";

/** What an error class means. */
export interface ErrorClassWords {
  readonly title: string;
  /** The title of what is over: "could not be reached". */
  readonly past: string;
  /** A sentence for who has to repair it. */
  readonly meaning: string;
}

const ERROR_CLASSES: Readonly<Record<string, ErrorClassWords>> = {
  unreachable: {
    title: "Cannot be reached",
    past: "could not be reached",
    meaning:
      "Twilio gets no connection: look at the server, its network, its DNS name and its TLS certificate.",
  },
  "http-error": {
    title: "Answers with an error",
    past: "answered with an error",
    meaning:
      "The server is there, but answers with an error, a redirect that leads nowhere, or nothing: look at its log and at what was released last.",
  },
  "bad-twiml": {
    title: "Answers with TwiML that Twilio refuses",
    past: "answered with TwiML that Twilio refused",
    meaning:
      "The server answers, but what it says is not valid TwiML: look at what was released last.",
  },
  other: {
    title: "Fails for another reason",
    past: "failed for another reason",
    meaning:
      "Twilio gave no code, or one that says little about the server: look at the Console’s log of one of the failures.",
  },
};

const OUTCOMES: Readonly<Record<string, string>> = {
  recovered: "recovered by a backup",
  apologized: "got the error message",
  silent: "answered with silence",
  reported: "reported by Twilio",
};

const CHANNELS: Readonly<Record<string, string>> = {
  voice: "call",
  messaging: "message",
  unknown: "request",
};

const RESULTS: Readonly<Record<string, string>> = {
  twiml: "answered",
  text: "answered with text",
  empty: "took the message",
  unreachable: "could not be reached",
  timeout: "timed out",
  "http-error": "answered with an error",
  "too-large": "answered too much",
  "too-many-redirects": "redirected too often",
  "not-twiml": "answered with no TwiML",
};

// A word that is not known, of a newer service say, is given back as it came.

/** The words for an incident's error class. */
export function describeErrorClass(errorClass: string): ErrorClassWords {
  return (
    lookUp(ERROR_CLASSES, errorClass) ?? {
      title: errorClass,
      past: errorClass,
      meaning: "",
    }
  );
}

/** What a person met: "got the error message". */
export function describeOutcome(outcome: string): string {
  return lookUp(OUTCOMES, outcome) ?? outcome;
}

/** What people met, worst first, a part for each outcome that came: "28 got the error message". */
export function countOutcomes(counts: {
  readonly apologized: number;
  readonly recovered: number;
  readonly silent: number;
  readonly reported: number;
}): string[] {
  return (["apologized", "recovered", "silent", "reported"] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => {
      const words = describeOutcome(outcome);
      return count(counts[outcome], words, words);
    });
}

/** What came in through a channel: "call". */
export function describeChannel(channel: string): string {
  return lookUp(CHANNELS, channel) ?? channel;
}

/** How an attempt at a backup ended: "timed out". */
export function describeResult(result: string): string {
  return lookUp(RESULTS, result) ?? result;
}

function lookUp<T>(words: Readonly<Record<string, T>>, word: string): T | null {
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
}
