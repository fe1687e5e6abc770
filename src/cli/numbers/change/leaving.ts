/** Why a channel is left as it is; a kind that asks no webhook has reasons of its own. */
export type Leaving =
  | "right already"
  | "covered already (--replace takes it)"
  | "no primary URL to protect"
  | "its primary URL is the fallback itself: set your application's URL there"
  | "its fallback answers JSON, which none of --to speaks"
  | "a Conversation takes its messages, and has no fallback"
  | "the governing resource is not in this account, or cannot be read"
  | "the fallback would stand on the primary's own server"
  | "no fallback of --to is for this channel"
  | "left out by --except"
  | (string & { readonly idle?: never });
