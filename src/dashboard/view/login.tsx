import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Refusal } from "../client/ask-feed";

interface LoginProps {
  /** Why the token is asked for again. */
  readonly problem: Refusal | null;
  readonly onToken: (token: string) => void;
}

/** Asks for the token. */
export function Login({ problem, onToken }: LoginProps): VNode {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), [problem]);
  const submit = (event: Event) => {
    event.preventDefault();
    const token = field.current?.value.trim() ?? "";
    if (token !== "") onToken(token);
  };
  return (
    <section class="login card" aria-labelledby="login-title">
      <h2 id="login-title">Is anything failing?</h2>
      <p>
        Enter this service’s <code>DASHBOARD_TOKEN</code>. It stays in this tab
        and goes nowhere but to this service.
      </p>
      <div id="login-problem" class="problem" role="alert">
        {wordsFor(problem)}
      </div>
      <form onSubmit={submit}>
        <label for="token">Dashboard token</label>
        <div class="field">
          {/* It has no name, so that the token never gets into a URL. */}
          <input
            id="token"
            ref={field}
            type="password"
            required
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            aria-describedby="login-problem"
            aria-invalid={problem === "wrong-token"}
          />
          <button type="submit" class="primary">
            Show the incidents
          </button>
        </div>
      </form>
    </section>
  );
}

function wordsFor(problem: Refusal | null): ComponentChildren {
  switch (problem) {
    case null:
      return null;
    case "wrong-token":
      return <p>This is not the token of this service. Please try again.</p>;
    case "no-token-set":
      return (
        <>
          <p>
            <strong>This service has no token yet.</strong>
          </p>
          <p>
            Set <code>DASHBOARD_TOKEN</code> to at least 16 characters that
            nobody guesses: in <code>.env</code>, then deploy again; or among
            the service’s environment variables in the Twilio Console. Then
            enter it here.
          </p>
        </>
      );
  }
}
