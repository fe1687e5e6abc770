/** A mistake that a person can mend: its message says how, and no stack would help. */
export class UserError extends Error {}
