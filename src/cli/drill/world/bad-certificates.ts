import { generate } from "selfsigned";

/** A key and its self-signed certificate, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What can be wrong with a certificate of `localhost`, and one of each kind. */
export interface BadCertificates {
  /** Of an authority that nobody knows. */
  readonly untrusted: Certificate;
  readonly expired: Certificate;
  readonly "wrong-host": Certificate;
  /** What a caller must trust, so that nothing else is wrong with the last two. */
  readonly ca: string;
}

const DAY_MS = 86_400_000;

/** Makes bad certificates, fresh, so that none has to be kept (nor its key) in a repository. */
export async function badCertificates(): Promise<BadCertificates> {
  const now = Date.now();
  const valid = { from: now - DAY_MS, until: now + DAY_MS };
  const [untrusted, expired, wrongHost] = await Promise.all([
    certificate("localhost", valid),
    certificate("localhost", { from: now - 2 * DAY_MS, until: now - DAY_MS }),
    certificate("elsewhere.example", valid),
  ]);
  return {
    untrusted,
    expired,
    "wrong-host": wrongHost,
    ca: [expired.cert, wrongHost.cert].join("\n"),
  };
}

async function certificate(
  host: string,
  { from, until }: { from: number; until: number },
): Promise<Certificate> {
  const { private: key, cert } = await generate(
    [{ name: "commonName", value: host }],
    {
      notBeforeDate: new Date(from),
      notAfterDate: new Date(until),
      extensions: [
        { name: "basicConstraints", cA: true },
        { name: "subjectAltName", altNames: [{ type: 2, value: host }] },
      ],
    },
  );
  return { key, cert };
}
