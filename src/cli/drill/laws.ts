/** A reply of `/fallback`, as far as laws speak of it. */
export interface JudgedReply {
  /** Why it is no valid TwiML of the channel; null where it is. */
  readonly fault: string | null;
  readonly ms: number;
}

/** The laws that a reply broke, in words: it is valid TwiML, and in time. */
export function brokenByReply(
  { fault, ms }: JudgedReply,
  budgetMs: number,
): string[] {
  return [
    fault !== null && `the reply is not valid: ${fault}`,
    ms > budgetMs && `the reply took more than ${budgetMs} ms`,
  ].filter((law) => law !== false);
}
