import type { VNode } from "preact";
import { formatNumber } from "../../text/count";
import {
  describeChannel,
  describeOutcome,
  describeResult,
} from "../../text/words";
import { consoleLink } from "../../twilio/console-link";
import type { Attempt, Failure } from "../client/feed";
import { isAnswer } from "../summarize-backups";
import { exactTime } from "../times";
import { ErrorCode } from "./error-code";
import { Outside } from "./outside";
import { Time } from "./time";

interface FailureProps {
  readonly failure: Failure;
  /** In Unix milliseconds. */
  readonly now: number;
}

/** One failure, with what was attempted for its person. */
export function FailureItem({ failure, now }: FailureProps): VNode {
  const { from, to, errorCode, errorUrl, sid, attempts } = failure;
  return (
    <li class="failure">
      <p class="what">
        <Time at={failure.at} now={now} format={exactTime} />
        <span class={`badge ${badgeOf(failure.outcome)}`}>
          <Outside text={capitalize(describeOutcome(failure.outcome))} />
        </span>
        {failure.rehearsal ? (
          <span class="badge rehearsal">Rehearsal</span>
        ) : null}
      </p>
      <p class="where long">
        <Outside text={errorUrl ?? "Unknown URL"} />
      </p>
      <p class="who long">
        <Outside text={capitalize(describeChannel(failure.channel))} />
        {from === null ? null : (
          <>
            {" "}
            from <Outside text={from} />
          </>
        )}
        {to === null ? null : (
          <>
            {" "}
            to <Outside text={to} />
          </>
        )}
        {errorCode === null ? null : (
          <>
            {" "}
            · <ErrorCode code={String(errorCode)} />
          </>
        )}
        {sid === null ? null : (
          <>
            {" "}
            · <Sid sid={sid} />
          </>
        )}
      </p>
      {attempts.length === 0 ? null : (
        <ol class="attempts" aria-label="Attempts">
          {attempts.map((attempt, index) => (
            <AttemptItem key={index} attempt={attempt} />
          ))}
        </ol>
      )}
    </li>
  );
}

function badgeOf(outcome: string): string {
  return ["recovered", "apologized", "silent", "reported"].includes(outcome)
    ? outcome
    : "";
}

/** With a link to the Console's log, where there is one. */
function Sid({ sid }: { readonly sid: string }): VNode {
  const link = consoleLink(sid);
  if (link === null) return <bdi class="sid">{sid}</bdi>;
  return (
    <a
      class="sid"
      href={link}
      rel="noreferrer"
      target="_blank"
      aria-label={`${sid} in the Twilio Console`}
    >
      {sid}
    </a>
  );
}

function AttemptItem({ attempt }: { readonly attempt: Attempt }): VNode {
  const { origin, result, cause, status, ms } = attempt;
  return (
    <li class={isAnswer(attempt) ? "long answered" : "long"}>
      <Outside text={origin} />: <Outside text={describeResult(result)} />
      {status === null ? null : `, ${status}`}
      {cause === null ? null : (
        <>
          , <Outside text={cause} />
        </>
      )}
      {`, ${formatNumber(ms)} ms`}
    </li>
  );
}

function capitalize(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
