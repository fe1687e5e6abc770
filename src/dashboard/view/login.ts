import { h, type Child } from "../dom/describe";
import { patch } from "../dom/patch";
import { part, partOf } from "./part";

/** Why the token is asked for again. */
export type LoginProblem = "wrong-token" | "no-token-set";

/** Calls back with each token that is entered. */
export function onToken(enter: (token: string) => void): void {
  part("login-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = partOf("token", HTMLInputElement);
    const token = field.value.trim();
    if (token === "") return;
    field.value = "";
    enter(token);
  });
}

/** Asks for the token. */
export function showLogin(problem: LoginProblem | null): void {
  const field = partOf("token", HTMLInputElement);
  field.setAttribute("aria-invalid", String(problem === "wrong-token"));
  patch(part("login-problem"), wordsFor(problem));
  field.focus();
}

function wordsFor(problem: LoginProblem | null): Child[] {
  switch (problem) {
    case null:
      return [];
    case "wrong-token":
      return [
        h("p", {}, "This is not the token of this service. Please try again."),
      ];
    case "no-token-set":
      return [
        h("p", {}, h("strong", {}, "This service has no token yet.")),
        h(
          "p",
          {},
          "Set ",
          h("code", {}, "DASHBOARD_TOKEN"),
          " to at least 16 characters that nobody guesses: in ",
          h("code", {}, ".env"),
          ", then deploy again; or among the service’s environment variables in the Twilio Console. Then enter it here.",
        ),
      ];
  }
}
