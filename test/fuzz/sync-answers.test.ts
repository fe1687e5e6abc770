import { generalWords } from "../support/samples/general-words";
import type { JournalRecord } from "../../src/journal/record";
import { builtFunction } from "../support/runtime/built-function";
import { fuzz } from "../support/arbitraries/fuzz";
import {
  startRawServer,
  type RawAnswer,
  type RawRequest,
  type RawServer,
} from "../support/servers/raw-server";
import { expectLawful } from "../support/laws/record-law";
import { syncScenario } from "../support/arbitraries/sync-scenario-arbitrary";
import { waiting } from "../support/runtime/waited";

const RESPONSE_BUDGET_MS = 1000;
/** On a busy machine. */
const GRACE_MS = 500;

/** Why a record is not in Sync, in the words of the contract: never an exception. */
const REASON =
  /^Sync('s answer was (too large|not JSON)| answered \d{1,3}| did not answer in time| is unreachable: ([A-Z_]+|closed without an answer))$/;

/** What is asked of Sync, and of the webhook that is alerted. */
const KINDS = {
  write: /^POST .*\/Lists\/.*\/Items$/,
  list: /^POST .*\/Lists$/,
  claim: /^POST .*\/Documents$/,
  page: /^GET .*\/Lists\/.*\/Items\?/,
  giveBack: /^POST .*\/Documents\//,
  map: /^POST .*\/Maps$/,
  incident: /^GET .*\/Maps\/.*\/Items\//,
  tell: /^POST .*\/Maps\/.*\/Items(\/|$)/,
  alert: /^POST \/alert$/,
};

type Scenario = Record<keyof typeof KINDS, RawAnswer | RawAnswer[]>;

const cold = builtFunction("fallback.protected");

describe("whatever Sync answers", () => {
  const asked: RawRequest[] = [];
  let sync: RawServer;
  beforeAll(async () => {
    sync = await startRawServer();
  });
  afterAll(() => sync.stop());

  /** Each kind of question gets its next answer, the last one again and again. */
  const play = (scenario: Scenario) => {
    const counts = new Map<string, number>();
    sync.answer = (request) => {
      asked.push(request);
      const question = `${request.method} ${request.path}`;
      const kind = (Object.keys(KINDS) as (keyof Scenario)[]).find((name) =>
        KINDS[name].test(question),
      );
      if (kind === undefined) throw new Error(`unknown call: ${question}`);
      const turn = counts.get(kind) ?? 0;
      counts.set(kind, turn + 1);
      const own = [scenario[kind]].flat();
      return own[Math.min(turn, own.length - 1)] ?? { bytes: "", end: "close" };
    };
  };

  fuzz(
    "the reply is the apology in time, the record is logged once, and the alert goes out",
    600,
    syncScenario,
    async (scenario) => {
      asked.length = 0;
      play(scenario);
      const { result, waitedMs } = await waiting(() =>
        cold()(
          {
            ACCOUNT_SID: "AC1",
            AUTH_TOKEN: "token",
            TWILIO_EMULATOR_URL: `http://${sync.host}`,
            RESPONSE_BUDGET_MS: String(RESPONSE_BUDGET_MS),
            JOURNAL_SHARDS: "2",
            ALERT_WEBHOOK_URL: `http://${sync.host}/alert`,
          },
          {
            CallSid: "CA1",
            ErrorCode: "11200",
            ErrorUrl: "https://a.example/",
          },
        ),
      );
      const { reply, log, warnings } = result;
      sync.dropConnections();

      expect(reply.body).toBe(generalWords("voice"));
      expect(waitedMs).toBeLessThan(RESPONSE_BUDGET_MS + GRACE_MS);
      expect(log).toHaveLength(1);
      const { journaled, reason, ...record } = JSON.parse(
        log[0] ?? "",
      ) as JournalRecord & { journaled: boolean; reason?: string };
      expectLawful(record);
      const hasCreated = scenario.write.some(({ bytes }) =>
        bytes.includes(" 201 "),
      );
      if (journaled) expect(hasCreated).toBe(true);
      else expect(reason).toMatch(REASON);

      const exceptions = warnings.filter(
        (line) => !/^Alert (not sent by webhook|may come twice): /.test(line),
      );
      expect(exceptions).toEqual([]);
      const alerts = asked.filter(({ path }) => path === "/alert");
      const mayBeTaken = scenario.claim.some(({ bytes }) =>
        bytes.includes(" 409 "),
      );
      if (!mayBeTaken) expect(alerts.length).toBeGreaterThan(0);
      // A kept connection that breaks is replaced: the same alert may come twice.
      const ids = new Set(alerts.map(({ headers }) => headers["webhook-id"]));
      expect(ids.size).toBeLessThanOrEqual(1);
      for (const { body } of alerts)
        expect(JSON.parse(body)).toMatchObject({
          type: "fallback.alert",
          data: { severity: "critical", path: "/" },
        });
    },
  );
});
