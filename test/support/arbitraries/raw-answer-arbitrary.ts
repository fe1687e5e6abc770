import fc from "fast-check";
import type { RawAnswer } from "../servers/raw-server";

/** Stands for the host and port of the server that answers. */
export const HOST = "{host}";

const STATUS_LINES = [
  "HTTP/1.1 200",
  "HTTP/1.0 200 OK",
  "HTTP/1.1 201 Created",
  "HTTP/1.1 204 No Content",
  "HTTP/1.1 205 Reset Content",
  "HTTP/1.1 304 Not Modified",
  "HTTP/1.1 401 Unauthorized",
  "HTTP/1.1 404 Not Found",
  "HTTP/1.1 409 Conflict",
  "HTTP/1.1 429 Too Many Requests",
  "HTTP/1.1 503 Service Unavailable",
  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK",
  "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK",
  "HTTP/1.1 101 Switching Protocols",
  "HTTP/1.1 000 Zero",
  "HTTP/1.1 2000 OK",
  "HTTP/1.1 20",
  "HTTP/2 200 OK",
  "HTTP/1.1 200 \xff\xfe",
  "ICY 200 OK",
  "SSH-2.0-OpenSSH_9.2",
  "",
];

/** Where redirects lead; none of it leaves this machine. */
const LOCATIONS = [
  "/",
  "/again?a=b&CallSid=CA1#ct=1",
  "next",
  "",
  " ",
  "?q=1",
  "#only",
  `http://${HOST}/other`,
  `http://user:pa%20ss@${HOST}/in`,
  `https://${HOST}/tls`,
  `//${HOST}//double`,
  "\\\\[::1]:1\\x",
  "http://fallback.test/fallback",
  "HTTPS://FALLBACK.TEST:443/fallback",
  "http://localhost:1/refused",
  "http://[",
  "http://localhost:99999/",
  "http:///",
  "ftp://localhost/x",
  "javascript:alert(1)",
  "/\xff\xfe",
  "/%zz",
];

const line = (name: string, ...values: string[]) =>
  fc.constantFrom(...values).map((value) => `${name}: ${value}`);

const contentType = line(
  "Content-Type",
  "text/xml",
  "text/xml; charset=utf-16",
  'application/xml; charset="UTF-8"',
  "text/html; charset=iso-8859-1",
  "application/json",
  "image/png",
  "x/y+xml;;;",
  "",
);

const header = fc.oneof(
  { weight: 4, arbitrary: contentType },
  { weight: 2, arbitrary: fc.nat(9000).map((n) => `X-Long: ${"x".repeat(n)}`) },
  line("Content-Encoding", "identity", "gzip", "br, identity", ""),
  line("Connection", "close", "keep-alive", "upgrade"),
  line("Upgrade", "websocket", "h2c"),
  line("Keep-Alive", "timeout=0", "timeout=99999999999"),
  line("Location", ...LOCATIONS),
  fc.constantFrom("no colon", ": no name", " folded", "X: \0", "A b: c", ""),
  fc
    .string({ unit: "binary-ascii", maxLength: 5 })
    .map((text) => `X-Noise: ${text}`),
);

const redirect = fc
  .tuple(
    fc.constantFrom(301, 302, 303, 307, 308, 300),
    fc.option(fc.constantFrom(...LOCATIONS)),
  )
  .map(([status, location]) => ({
    start: `HTTP/1.1 ${status} Moved`,
    headers: location === null ? [] : [`Location: ${location}`],
  }));

const start = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constant({
      start: "HTTP/1.1 200 OK",
      headers: [] as string[],
    }),
  },
  fc
    .constantFrom(...STATUS_LINES)
    .map((text) => ({ start: text, headers: [] as string[] })),
  { weight: 2, arbitrary: redirect },
);

const chunked = (body: string, size: number): string => {
  const chunks = body.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
  return [...chunks, ""]
    .map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`)
    .join("");
};

type Framed = readonly [header: string, body: string];

/** How a body stands behind its headers: most often as it should. */
const framed = (body: string): fc.Arbitrary<Framed> => {
  const length = `Content-Length: ${body.length}`;
  const isChunked = "Transfer-Encoding: chunked";
  const pieces = fc.integer({ min: 1, max: 4000 });
  return fc.oneof<fc.MaybeWeightedArbitrary<Framed>[]>(
    { weight: 6, arbitrary: fc.constant<Framed>([length, body]) },
    fc.constant<Framed>(["", body]),
    { weight: 2, arbitrary: pieces.map((n) => [isChunked, chunked(body, n)]) },
    fc
      .constantFrom("0", "1", "-1", "1e3", "0x10", "9".repeat(20), "5, 5", " ")
      .map((wrong) => [`Content-Length: ${wrong}`, body]),
    fc
      .constantFrom(length, "Content-Length: 3", isChunked)
      .map((other) => [`${length}\r\n${other}`, body]),
    fc
      .constantFrom("zz\r\n", "5;ext=1\r\nab", "ffffffffffffffff\r\n", "\r\n")
      .map((broken) => [isChunked, broken + body]),
    pieces.map((n) => [isChunked, chunked(body, n).slice(0, -n)]),
    fc.constant<Framed>([isChunked, `${chunked(body, 9)}trailing`]),
  );
};

/**
 * Answers as a server could put them on the wire, good ones among them: status line, headers,
 * framing, and where it breaks off.
 */
export function rawAnswer(body: fc.Arbitrary<string>): fc.Arbitrary<RawAnswer> {
  const text = fc
    .tuple(start, fc.array(header, { maxLength: 2 }), body.chain(framed))
    .map(([{ start, headers }, others, [framing, body]]) =>
      [start, ...headers, framing, ...others]
        .filter((line, index) => index === 0 || line !== "")
        .concat("", body)
        .join("\r\n"),
    );
  return fc
    .tuple(
      text,
      fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, fc.nat()),
      fc.oneof(
        { weight: 50, arbitrary: fc.constant("close" as const) },
        { weight: 2, arbitrary: fc.constant("reset" as const) },
        fc.constant("stay" as const),
      ),
    )
    .map(([bytes, cut, end]) => ({
      bytes: cut === null ? bytes : bytes.slice(0, cut % (bytes.length + 1)),
      end,
    }));
}
