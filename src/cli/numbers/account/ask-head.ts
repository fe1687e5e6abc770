import type { Outside } from "./session";

/** A server that has not answered by then would be no fallback. */
const TIMEOUT_MS = 10_000;

/** Asks a URL for its head alone, and follows no redirect. */
export const askHead: Outside["askHead"] = async (url) => {
  const { username, password, href } = url;
  const headers = new Headers();
  if (username !== "" || password !== "") {
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers.set(
      "Authorization",
      `Basic ${Buffer.from(login).toString("base64")}`,
    );
  }
  const bare = new URL(href);
  bare.username = "";
  bare.password = "";
  try {
    const { status, headers: got } = await fetch(bare, {
      method: "HEAD",
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status, type: got.get("content-type") };
  } catch (error) {
    return { cause: causeOf(error) };
  }
};

function causeOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === "TimeoutError") return `no answer in ${TIMEOUT_MS / 1000} s`;
  return cause?.code ?? String(error);
}
