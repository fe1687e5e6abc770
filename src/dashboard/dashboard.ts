import { askFeed, type FeedAnswer } from "./client/ask-feed";
import type { Feed } from "../incidents/feed";
import { startPoll, type Poll } from "./client/poll";
import { forgetToken, keepToken, readToken } from "./client/session";
import { judge } from "./verdict";
import { clearBoard, showFeed, showVerdict } from "./view/board";
import { showFreshness } from "./view/freshness";
import { onToken, showLogin, type LoginProblem } from "./view/login";
import { part, partOf } from "./view/part";

const TICK_MS = 1000;

let poll: Poll | null = null;
/** What was read last, and when by this browser's clock. */
let latest: { readonly feed: Feed; readonly readAt: number } | null = null;
/** Why the last question had no answer. */
let trouble: string | null = null;

onToken((token) => {
  keepToken(token);
  watch(token);
  part("main").focus(); // the field that had the focus is gone
});
part("forget").addEventListener("click", () => {
  askForToken(null);
});
part("retry").addEventListener("click", () => poll?.now());
part("hours").addEventListener("change", () => poll?.now());
setInterval(() => {
  if (poll !== null && !document.hidden) tick();
}, TICK_MS);

const kept = readToken();
if (kept === null) askForToken(null);
else watch(kept);

function watch(token: string): void {
  poll?.stop();
  turnTo("loading");
  poll = startPoll(async (signal) => {
    const hours = Number(partOf("hours", HTMLSelectElement).value);
    const answer = await askFeed(token, hours, signal);
    if (!signal.aborted) show(answer);
    return answer.kind === "feed";
  });
}

function show(answer: FeedAnswer): void {
  switch (answer.kind) {
    case "feed":
      latest = { feed: answer.feed, readAt: Date.now() };
      trouble = null;
      turnTo("board");
      showFeed(answer.feed, serviceTime(latest));
      tick();
      return;
    case "unavailable":
      trouble = answer.reason;
      tick();
      return;
    case "wrong-token":
    case "no-token-set":
      askForToken(answer.kind);
  }
}

/** What the token let us see goes with it. */
function askForToken(problem: LoginProblem | null): void {
  poll?.stop();
  poll = null;
  latest = null;
  trouble = null;
  forgetToken();
  document.title = "twilio-fallback";
  showFreshness(null, null);
  clearBoard();
  turnTo("login");
  showLogin(problem);
}

/** What changes with time alone. */
function tick(): void {
  const ageMs = latest === null ? null : Date.now() - latest.readAt;
  showFreshness(ageMs, trouble);
  if (latest === null || ageMs === null) return;
  const now = serviceTime(latest);
  const verdict = judge({ feed: latest.feed, now, ageMs });
  showVerdict(verdict);
  document.title = `${verdict.sentence} twilio-fallback`;
}

/** Now by the service's clock: this browser's may be wrong. */
function serviceTime({ feed, readAt }: NonNullable<typeof latest>): number {
  const generatedAt = Date.parse(feed.generatedAt);
  return Date.now() + (Number.isNaN(generatedAt) ? 0 : generatedAt - readAt);
}

function turnTo(view: "login" | "loading" | "board"): void {
  for (const id of ["login", "loading", "board"]) part(id).hidden = id !== view;
  part("controls").hidden = view === "login";
  part("footer").hidden = view === "login";
}
