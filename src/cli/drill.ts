import type { TwimlChannel } from "../twilio/check-twiml";
import {
  DEAD_PRIMARY_NAMES,
  type DeadPrimaryName,
} from "./drill/call/dead-primaries";
import { defineCommand } from "./command";
import { flag, value } from "./options";

const CHANNELS: readonly TwimlChannel[] = ["voice", "messaging"];

/** `drill`: every way to fail, played here or asked of a deployed service. */
export const drill = defineCommand({
  name: "drill",
  summary:
    "Plays every way in which the web server behind a number can fail, and shows what callers hear, what is journaled and who is alerted.",
  options: {
    scenario: value("<name>", "only this one; a wrong name lists them all"),
    channel: value<TwimlChannel>("<name>", "only calls or only messages", {
      choices: CHANNELS,
    }),
    target: value(
      "<service>",
      "drill this deployed service: its domain, or https:// and its domain",
      { conflicts: ["scenario"] },
    ),
    backups: flag(
      "with --target: also ask the backups, once a channel, for --error-url",
    ),
    errorUrl: value(
      "<url>",
      "with --backups: the URL of your server that is said to have failed",
    ),
    everyPrimary: flag(
      "with --backups: ask them for every primary URL of the account",
      ["errorUrl", "channel", "call"],
    ),
    except: value<string[]>(
      "<what...>",
      "with --every-primary: all but these SIDs, +numbers, names or kinds",
    ),
    call: value(
      "<number>",
      "with --target: ring this phone, with a primary that is dead",
      { conflicts: ["backups", "errorUrl", "channel", "scenario"] },
    ),
    from: value("<number>", "with --call: a number of yours to call from"),
    dead: value<DeadPrimaryName>("<way>", "with --call: how the primary dies", {
      choices: DEAD_PRIMARY_NAMES,
    }),
    confirm: value(
      "<number>",
      "with --call: the same number once more, to ring it without a question",
    ),
    verbose: flag("every word, every attempt at a backup, every step"),
    json: flag("print one JSON object instead of a table"),
  },
  help: `
Without --target, the built service is drilled on this machine, where its web servers fail and
Twilio is emulated: no account, no settings and no network is needed.

With --target, a deployed service is asked with real signatures, as if each of Twilio's errors had
happened to a call and to a message. It is safe at any time: every request is a rehearsal, marked
in the journal, which alerts nobody, counts in no incident and asks no backup (but with --backups).
It takes TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN (ACCOUNT_SID and AUTH_TOKEN do, too) from the
environment or .env, and SYNC_SERVICE_SID and RESPONSE_BUDGET_MS if the service has others than the
defaults. With --backups, your application is sent one made-up call and one
made-up message; where one URL does not answer both, choose with --channel.

With --backups --every-primary, the service is asked for every primary URL of the account what its
backup would answer: whether it takes the signature, answers valid TwiML of the channel, in time,
and leads to hosts that answer. Your application is sent one made-up call or message for each.

With --call, Twilio rings a phone for real, and you hear what your callers would hear. It says what
that costs and asks first; it shows Twilio's error, the seconds until the first word, and the record.`,
  examples: [
    "",
    "--target twilio-fallback-1234-dev.twil.io",
    "--target twilio-fallback-1234-dev.twil.io \\\n    --backups --every-primary",
    "--target twilio-fallback-1234-dev.twil.io \\\n    --call +14155550100",
    "--target twilio-fallback-1234-dev.twil.io \\\n    --channel voice --backups --error-url https://www.example.com/voice",
  ],
  exitCode: `0 if every reply was valid TwiML, in time, nothing was lost, and the alerts came once (with
--target: no unsigned request was let in, every record is in Sync, and nobody was alerted); 1 if not; 2 for
a wrong option, or where the target or the credentials do not answer.`,
  run: async (input, surroundings) => {
    const { runDrill } = await import("./drill/run-drill");
    return runDrill(input, surroundings);
  },
});
