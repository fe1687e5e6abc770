import fc from "fast-check";
import { generalWords } from "../support/samples/general-words";
import type { JournalRecord } from "../../src/journal/record";
import { MAX_TWIML_BYTES } from "../../src/twilio/limits";
import {
  asBytes,
  backupBody,
} from "../support/arbitraries/backup-body-arbitrary";
import { builtFunction } from "../support/runtime/built-function";
import { isSigned } from "../support/laws/is-signed";
import { fuzz } from "../support/arbitraries/fuzz";
import { HOST, rawAnswer } from "../support/arbitraries/raw-answer-arbitrary";
import {
  goodAnswer,
  startRawServer,
  type RawAnswer,
  type RawRequest,
  type RawServer,
} from "../support/servers/raw-server";
import { expectLawful } from "../support/laws/record-law";
import { relativeUrls } from "../support/arbitraries/relative-urls";
import { waiting } from "../support/runtime/waited";

const ATTEMPT_TIMEOUT_MS = 100;
/** With two attempts. */
const FAR_TOO_LATE_MS = 1500;

/** As bytes, which a chunk may part, and by reference. */
const REPLACEMENT = new RegExp(
  `${Array.from(asBytes("\uFFFD")).join("(\\r\\n.*\\r\\n)?")}|&#65533;`,
);

const scenario = fc.record({
  answers: fc.array(rawAnswer(backupBody), { minLength: 1, maxLength: 4 }),
  method: fc.constantFrom("POST", "GET"),
  retryFailedUrl: fc.constantFrom("true", "false"),
  base: fc.constantFrom("", "/app", "/again"),
  userinfo: fc.constantFrom("", "ann:p%40@"),
  path: fc.constantFrom("/voice?a=b", "/", "//x/../y", "/app/z?CallSid=CA1"),
});

const cold = builtFunction("fallback.protected");

describe("whatever a backup sends", () => {
  const asked: RawRequest[] = [];
  let backup: RawServer;
  let sync: RawServer;
  let recovered = 0;
  let cases = 0;
  beforeAll(async () => {
    [backup, sync] = await Promise.all([startRawServer(), startRawServer()]);
    sync.answer = () => goodAnswer(201, "{}", "application/json");
  });
  afterAll(async () => {
    await Promise.all([backup.stop(), sync.stop()]);
  });

  /** Each request gets the next answer, the last one again and again. */
  const script = (answers: readonly RawAnswer[]): RawServer["answer"] => {
    return (request) => {
      asked.push(request);
      const { bytes, end } = answers[
        Math.min(asked.length, answers.length) - 1
      ] ?? { bytes: "", end: "close" };
      return { bytes: bytes.replaceAll(HOST, backup.host), end };
    };
  };

  fuzz(
    "a document is relayed whole and rebased, or it is an apology, in time",
    1000,
    scenario,
    async ({ answers, method, retryFailedUrl, base, userinfo, path }) => {
      asked.length = 0;
      cases += 1;
      backup.answer = script(answers);
      const { result, waitedMs } = await waiting(() =>
        cold()(
          {
            ACCOUNT_SID: "AC1",
            AUTH_TOKEN: "token",
            DOMAIN_NAME: "fallback.test",
            TWILIO_EMULATOR_URL: `http://${sync.host}`,
            BACKUP_ORIGINS: `http://${userinfo}${backup.host}${base}`,
            BACKUP_METHOD: method,
            RETRY_FAILED_URL: retryFailedUrl,
            ATTEMPT_TIMEOUT_MS: String(ATTEMPT_TIMEOUT_MS),
          },
          {
            CallSid: "CA1",
            Text: "é &\n",
            ErrorCode: "11200",
            ErrorUrl: `http://${backup.host.replace("127.0.0.1", "localhost")}${path}`,
          },
        ),
      );
      const { reply, log, warnings } = result;
      backup.dropConnections();
      sync.dropConnections();

      expect(reply.headers).toEqual({ "Content-Type": "text/xml" });
      const twiml = reply.body;
      expect(log).toHaveLength(1);
      const { journaled, ...record } = JSON.parse(
        log[0] ?? "",
      ) as JournalRecord & { journaled: boolean };
      expect(journaled).toBe(true);
      expectLawful(record);
      expect(waitedMs).toBeLessThan(FAR_TOO_LATE_MS);
      expect(asked.filter((one) => !isSigned(one, "token"))).toEqual([]);
      expect(warnings).toEqual([]);
      if (record.outcome === "apologized") {
        expect(twiml).toBe(generalWords("voice"));
        return;
      }
      recovered += 1;
      expect(record.attempts.at(-1)).toMatchObject({ result: "twiml" });
      expect(Buffer.byteLength(twiml)).toBeLessThanOrEqual(MAX_TWIML_BYTES);
      expect(relativeUrls(twiml)).toEqual([]);
      // Neither what was not UTF-8 nor the userinfo of a redirect is relayed.
      const isSent = answers.some(({ bytes }) => REPLACEMENT.test(bytes));
      if (!isSent) expect(twiml).not.toContain("\uFFFD");
      expect(twiml).not.toContain("pa%20ss");
    },
  );

  test("among them were many that could be relayed", () => {
    expect(recovered).toBeGreaterThan(cases / 10);
  });
});
