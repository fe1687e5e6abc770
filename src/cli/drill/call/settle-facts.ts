import type { CallEvidence } from "./read-evidence";

/** Something that no page of Twilio's says, and this call does. */
export interface SettledFact {
  readonly question: string;
  readonly answer: string;
}

/** Names that come with the first request of every call. */
const FIRST_REQUEST = ["CallSid", "From", "To", "Direction", "CallStatus"];

/** What a call shows of Twilio that is not documented; nothing where no fallback was asked. */
export function settleFacts({
  fallback,
  webhooks,
}: CallEvidence): SettledFact[] {
  if (fallback === null) return [];
  const { parameters } = fallback;
  const errorUrl = parameters["ErrorUrl"] ?? "";
  const missing = FIRST_REQUEST.filter((name) => !(name in parameters));
  return [
    {
      question: "Does ErrorUrl come with its query?",
      answer: errorUrl.includes("?") ? "yes" : "no",
    },
    {
      question: "Does ErrorUrl come with its fragment?",
      answer: errorUrl.includes("#") ? "yes" : "no",
    },
    {
      question: "Do the parameters of the first request come again?",
      answer: missing.length === 0 ? "yes" : `all but ${missing.join(", ")}`,
    },
    {
      question: "Do the call's Events show the webhook that failed?",
      answer: webhooks.length > 1 ? "yes" : "no",
    },
  ];
}
