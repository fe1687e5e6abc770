import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Refusal } from "../client/ask-feed";
import { formatRoute, type Route } from "../client/route";
import { forgetToken, keepToken, readToken } from "../client/session";
import { useFeed, type Known, type Reading } from "../client/use-feed";
import { useRoute } from "../client/use-route";
import { judge, nameOrigin } from "../judge";
import { span, timeZone } from "../times";
import { Content } from "./content";
import { Header } from "./header";
import { Login } from "./login";
import { Trouble } from "./trouble";
import { useTick } from "./use-tick";

const TITLE = "twilio-fallback";

/** The page: the login, or what the service tells. */
export function App(): VNode {
  const [token, setToken] = useState(readToken);
  const [problem, setProblem] = useState<Refusal | null>(null);
  const [route, setRoute] = useRoute();
  const enter = (entered: string) => {
    keepToken(entered);
    setToken(entered);
  };
  const forget = (why: Refusal | null) => {
    forgetToken();
    setToken(null);
    setProblem(why);
  };
  const known = useFeed(token, route, forget);
  const reading = chooseReading(known, route);
  const ageMs = useTick() - (reading?.readAt ?? NaN);
  const shownAgeMs = Number.isNaN(ageMs) ? null : Math.max(0, ageMs);
  const main = useFocus(token, route);
  useTitle(token === null ? null : reading, route);

  return (
    <>
      <Header
        controls={
          token === null
            ? null
            : {
                hours: route.hours,
                onHours: (hours) => {
                  setRoute({ ...route, hours });
                },
                onForget: () => {
                  forget(null);
                },
              }
        }
      />
      <main id="main" ref={main} tabIndex={-1}>
        {token === null ? (
          <Login problem={problem} onToken={enter} />
        ) : (
          <>
            <Trouble
              reason={known.trouble}
              ageMs={shownAgeMs}
              onRetry={known.askNow}
            />
            {reading === null || shownAgeMs === null ? (
              <p class="loading">
                {known.trouble === null ? "Loading the incidents …" : null}
              </p>
            ) : (
              <Content reading={reading} route={route} ageMs={shownAgeMs} />
            )}
          </>
        )}
      </main>
      <footer>
        {token === null ? null : (
          <p>
            {shownAgeMs === null ? null : `Updated ${span(shownAgeMs)} ago. `}
            {`Times are in ${timeZone()}.`}
          </p>
        )}
      </footer>
    </>
  );
}

/** What was read for this address; for an incident that was not read yet, what the list told of it. */
function chooseReading(
  { all, one }: Known,
  { incident }: Route,
): Reading | null {
  if (incident === null) return all;
  if (one?.incident === incident) return one;
  const listed = all?.feed.incidents.filter(({ id }) => id === incident) ?? [];
  if (all === null || listed.length === 0) return null;
  return {
    readAt: all.readAt,
    feed: { ...all.feed, incidents: listed },
    isPreview: true,
  };
}

/** Moves the focus to what has come in place of what had it. */
function useFocus(token: string | null, { incident, hours }: Route) {
  const main = useRef<HTMLElement>(null);
  const before = useRef({ token, incident });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { token, incident };
    if (was.token === null && token !== null) main.current?.focus();
    if (was.incident === null || incident !== null) return;
    const href = formatRoute({ incident: was.incident, hours });
    main.current
      ?.querySelector<HTMLAnchorElement>(`a[href="${CSS.escape(href)}"]`)
      ?.focus();
  }, [token, incident]);
  return main;
}

function useTitle(reading: Reading | null, { incident }: Route): void {
  const [first] = reading?.feed.incidents ?? [];
  const title =
    incident === null || first === undefined
      ? reading && judgeReading(reading)
      : `${nameOrigin(first.origin)}: ${first.state}.`;
  useLayoutEffect(() => {
    document.title = title === null ? TITLE : `${title} ${TITLE}`;
  }, [title]);
}

function judgeReading({ feed, readAt }: Reading): string {
  return judge({ feed, now: readAt, ageMs: Date.now() - readAt }).sentence;
}
