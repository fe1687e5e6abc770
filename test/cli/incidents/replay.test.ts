import type { TwilioEmulator } from "../../../src/emulator";
import { incidentKey } from "../../../src/journal/incident-key";
import { runHere, type Place } from "../../support/runtime/in-process";
import { outageHistory } from "../../support/samples/outage-history";
import { emulatorSettings, withEmulator } from "../../support/servers/emulator";
import {
  startPrimaryAgain,
  twiml,
  valueOf,
  type Received,
  type RecoveredPrimary,
} from "../../support/servers/recovered-primary";

const SECOND = 1000;
const AN_HOUR_AGO = () => Date.now() - 3600 * SECOND;

interface ReplayJson {
  readonly items: readonly {
    readonly sid: string;
    readonly kind: string;
    readonly source: string;
    readonly lost: readonly string[];
    readonly state: string;
    readonly status: number | null;
    readonly replies: readonly { state: string; sid: string | null }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

/** An outage that is over: the emulator keeps what it left behind, and the primary is back. */
async function afterOutage(
  test: (
    scene: {
      emulator: TwilioEmulator;
      primary: RecoveredPrimary;
      history: ReturnType<typeof outageHistory>;
      url: string;
    },
    replay: (
      args: readonly string[],
      place?: Place,
    ) => Promise<{ code: number; stdout: string; stderr: string }>,
  ) => Promise<void>,
  answer?: (received: Received) => ReturnType<typeof twiml>,
): Promise<void> {
  await withEmulator(
    async (emulator) => {
      const primary = await startPrimaryAgain(emulator.authToken, answer);
      try {
        await test(
          {
            emulator,
            primary,
            history: outageHistory(emulator),
            url: `${primary.url}/sms?app=1`,
          },
          (args, place = {}) =>
            runHere(["incidents", "replay", ...args], {
              environment: emulatorSettings(emulator),
              ...place,
            }),
        );
      } finally {
        await primary.stop();
      }
    },
    { syncRate: { perSecond: 1e6, burstSeconds: 1 } },
  );
}

const SINCE = ["--since", new Date(AN_HOUR_AGO() - 60 * SECOND).toISOString()];

describe("incidents replay", () => {
  it("gives each message and callback once, signed, whole and in order", () =>
    afterOutage(async ({ emulator, primary, history, url }, replay) => {
      const at = AN_HOUR_AGO();
      const first = history.message(url, at, { body: "one & two, öäü" });
      const second = history.message(url, at + 2 * SECOND, { body: "two" });
      history.callback(`${primary.url}/status`, at + 3 * SECOND);
      history.call(`${primary.url}/voice`, at + 4 * SECOND);

      const { code, stdout } = await replay([...SINCE, "--yes", "--json"]);
      const { items, summary } = JSON.parse(stdout) as ReplayJson;
      expect(code).toBe(0);
      expect(items.map(({ state }) => state)).toEqual(
        Array(3).fill("delivered"),
      );
      expect(summary).toMatchObject({
        messages: 2,
        callbacks: 1,
        people: 1,
        delivered: 3,
      });
      expect(primary.received.map((one) => valueOf("MessageSid", one))).toEqual(
        [first, second, expect.any(String)],
      );
      expect(primary.received.every(({ isSigned }) => isSigned)).toBe(true);
      expect(primary.received[0]).toMatchObject({
        method: "POST",
        path: "/sms?app=1",
      });
      const alert = emulator.monitor.alerts.all()[0]?.body;
      const sent = primary.received[0]?.params ?? [];
      expect(new URLSearchParams([...sent]).toString()).toBe(
        alert?.["request_variables"],
      );
      const tokens = primary.received.map((one) => one.idempotencyToken);
      expect(new Set(tokens).size).toBe(3);

      const again = await replay([...SINCE, "--yes", "--json"]);
      expect(again.code).toBe(0);
      expect(primary.received).toHaveLength(3);
      expect((JSON.parse(again.stdout) as ReplayJson).items).toEqual(items);
    }));

  it("does not read again what it brought back before of callbacks", () =>
    afterOutage(async ({ emulator, primary, history }, replay) => {
      history.callback(`${primary.url}/status`, AN_HOUR_AGO());
      const first = await replay([...SINCE, "--yes", "--json"]);
      // Whoever reads it now finds nothing to send.
      for (const { sid } of emulator.monitor.alerts.all())
        emulator.monitor.alerts.update(sid, { request_variables: null });
      const second = await replay([...SINCE, "--yes", "--json"]);
      const itemsOf = ({ stdout }: typeof first) =>
        (JSON.parse(stdout) as ReplayJson).items;
      expect(itemsOf(first)).toHaveLength(1);
      expect(itemsOf(second)).toEqual(itemsOf(first));
      expect(primary.received).toHaveLength(1);
    }));

  it("sends nothing without a yes, and nothing at all on a dry run", () =>
    afterOutage(async ({ primary, history, url, emulator }, replay) => {
      history.message(url, AN_HOUR_AGO());
      const dry = await replay([...SINCE, "--dry-run"]);
      expect(dry).toMatchObject({ code: 0, stderr: "" });
      expect(dry.stdout).toContain("1 message of 1 person");
      expect(dry.stdout).toContain(`1 × POST ${url}`);
      const alone = await replay(SINCE);
      expect(alone.code).toBe(2);
      expect(alone.stderr).toContain("--yes");
      const questions: string[] = [];
      const refused = await replay(SINCE, {
        answer: (question) => {
          questions.push(question);
          return false;
        },
      });
      expect(refused.code).toBe(1);
      expect(questions).toEqual(["Send 1 message of 1 person?"]);
      expect(primary.received).toEqual([]);
      expect(emulator.sync.mapNames()).toEqual([]);
    }));

  it("carries out what is answered: body, media, parties, several, plain text and redirects", () =>
    afterOutage(
      async ({ emulator, history, url }, replay) => {
        history.message(url, AN_HOUR_AGO());
        const { code, stdout } = await replay([...SINCE, "--yes", "--json"]);
        expect(code).toBe(0);
        expect(emulator.messages.sent).toEqual([
          { to: "+14155550123", from: "+15550001111", body: "Got it" },
          { to: "+14155550199", from: "+15550002222", body: "Someone wrote" },
          { to: "+14155550123", from: "+15550001111", body: "plain" },
        ]);
        const [item] = (JSON.parse(stdout) as ReplayJson).items;
        expect(item?.replies.map(({ state }) => state)).toEqual(
          Array(3).fill("sent"),
        );
      },
      ({ path }) =>
        path.startsWith("/more")
          ? {
              status: 200,
              headers: { "Content-Type": "text/plain" },
              body: "plain",
            }
          : twiml(
              '<Message><Body>Got it</Body></Message><Message to="+14155550199" from="+15550002222">Someone wrote</Message><Redirect>/more</Redirect>',
            ),
    ));

  it("only delivers with --no-replies", () =>
    afterOutage(
      async ({ emulator, primary, history, url }, replay) => {
        history.message(url, AN_HOUR_AGO());
        const { code } = await replay([...SINCE, "--yes", "--no-replies"]);
        expect(code).toBe(0);
        expect(primary.received).toHaveLength(1);
        expect(emulator.messages.sent).toEqual([]);
      },
      () => twiml("<Message>Hi</Message>"),
    ));

  it("reports what cannot be carried out, and a reply that Twilio refuses", () =>
    afterOutage(
      async ({ emulator, history, url }, replay) => {
        history.message(url, AN_HOUR_AGO(), { body: "broken" });
        history.message(url, AN_HOUR_AGO() + SECOND, {
          from: "+14155550124",
          body: "Hello",
        });
        emulator.messages.carrier.receive({
          sid: history.newMessageSid(),
          from: "+14155550124",
          to: "+15550001111",
          body: "STOP",
          media: [],
        });
        const { code, stdout } = await replay([...SINCE, "--yes"]);
        expect(code).toBe(1);
        expect(stdout).toContain("its answer cannot be carried out: /sms: ");
        expect(stdout).toMatch(/a reply to \+14155550124 was refused: .*21610/);
        expect(emulator.messages.sent).toEqual([]);
      },
      (received) =>
        valueOf("Body", received) === "broken"
          ? twiml("<Message>")
          : twiml("<Message>Hi</Message>"),
    ));

  it("leaves alone what a backup took, and what the primary took and answered badly", () =>
    afterOutage(async ({ primary, history, url }, replay) => {
      const at = AN_HOUR_AGO();
      history.message(url, at, { outcome: "recovered" });
      history.message(url, at, { outcome: "silent", code: 11770 });
      history.message(url, at, { outcome: "silent", code: 12300 });
      const silent = history.message(url, at, { outcome: "silent" });
      const unknown = history.message(url, at, { hasRecord: false });
      const { code } = await replay([...SINCE, "--yes"]);
      expect(code).toBe(0);
      expect(
        primary.received.map((one) => valueOf("MessageSid", one)).sort(),
      ).toEqual([silent, unknown].sort());
    }));

  it("puts a message without an alert together of what Twilio keeps, and names what is lost", () =>
    afterOutage(async ({ primary, history, url }, replay) => {
      const sid = history.message(url, AN_HOUR_AGO(), {
        hasAlert: false,
        body: "Hello again",
      });
      const { code, stdout } = await replay([...SINCE, "--yes", "--json"]);
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as ReplayJson).items).toEqual([
        expect.objectContaining({
          sid,
          source: "message",
          lost: expect.arrayContaining(["FromCity"]) as unknown,
          state: "delivered",
        }),
      ]);
      expect(primary.received[0]?.isSigned).toBe(true);
      expect(
        Object.fromEntries(primary.received[0]?.params ?? []),
      ).toMatchObject({
        Body: "Hello again",
        From: "+14155550123",
        To: "+15550001111",
        SmsStatus: "received",
      });
    }));

  it("holds back the pair of a message that is refused, and gives both in the next run", () => {
    let isBack = false;
    return afterOutage(
      async ({ primary, history, url }, replay) => {
        const at = AN_HOUR_AGO();
        history.message(url, at, { body: "first" });
        history.message(url, at + SECOND, { body: "second" });
        history.message(url, at, { from: "+14155550124", body: "other" });
        const { code, stdout } = await replay([...SINCE, "--yes", "--json"]);
        expect(code).toBe(1);
        const states = (JSON.parse(stdout) as ReplayJson).items.map(
          ({ state }) => state,
        );
        expect([...states].sort()).toEqual(["delivered", "planned", "refused"]);
        isBack = true;
        expect((await replay([...SINCE, "--yes"])).code).toBe(0);
        expect(primary.received.map((one) => valueOf("Body", one))).toEqual([
          "other",
          "first",
          "second",
        ]);
      },
      (received) =>
        !isBack && valueOf("Body", received) === "first"
          ? { status: 500 }
          : twiml(""),
    );
  });

  it("stops after five failures in a row: the primary is not back", () =>
    afterOutage(
      async ({ primary, history, url }, replay) => {
        for (let n = 0; n < 40; n++)
          history.message(url, AN_HOUR_AGO(), {
            from: `+1415555${String(1000 + n)}`,
          });
        const { code, stdout } = await replay([
          ...SINCE,
          "--yes",
          "--rate",
          "1000",
        ]);
        expect(code).toBe(1);
        expect(stdout).toContain("It is not back.");
        expect(primary.received).toEqual([]);
        expect(stdout).toMatch(/\d\d not sent in this run/);
      },
      () => ({ status: 503 }),
    ));

  it("names what may have arrived, and sends it again with --again alone", () => {
    let isLost = true;
    return afterOutage(
      async ({ primary, history, url }, replay) => {
        history.message(url, AN_HOUR_AGO());
        const later = { now: () => Date.now() + 31 * SECOND };
        const first = await replay([...SINCE, "--yes"]);
        expect(first.code).toBe(1);
        expect(first.stdout).toContain("1 unknown: they may have arrived.");
        isLost = false;
        const busy = await replay([...SINCE, "--yes"]);
        expect(busy.stdout).toContain("1 under way: another operator");
        const second = await replay([...SINCE, "--yes"], later);
        expect(second.code).toBe(1);
        expect(primary.received).toHaveLength(1);
        const third = await replay([...SINCE, "--yes", "--again"], later);
        expect(third.code).toBe(0);
        expect(primary.received).toHaveLength(2);
        const [one, other] = primary.received;
        expect(one?.idempotencyToken).toBe(other?.idempotencyToken);
      },
      () => (isLost ? "lost" : twiml("")),
    );
  });

  it("takes an incident by the beginning of its id: its messages, and the callbacks to its server", () =>
    afterOutage(async ({ primary, history, url }, replay) => {
      const at = AN_HOUR_AGO();
      const sid = history.message(url, at);
      history.message(url, at + 60 * SECOND);
      history.callback(`${primary.url}/status`, at + 30 * SECOND);
      history.callback("http://other.example/status", at + 30 * SECOND);
      history.callback(`${primary.url}/status`, at + 600 * SECOND);
      const { origin } = new URL(url);
      const id = incidentKey({ origin, errorCode: 11200 });
      const { code, stdout } = await replay([
        id.slice(0, 8),
        "--yes",
        "--json",
      ]);
      expect(code).toBe(0);
      const { items } = JSON.parse(stdout) as ReplayJson;
      expect(items.map(({ kind }) => kind)).toEqual([
        "message",
        "callback",
        "message",
      ]);
      expect(items[0]?.sid).toBe(sid);
      const unknown = await replay(["ffff", "--yes"]);
      expect(unknown.code).toBe(2);
      expect(unknown.stderr).toContain("no incident");
    }));

  it("goes to another base with --to", () =>
    afterOutage(async ({ primary, history }, replay) => {
      history.message("https://www.example.com/sms?x=1", AN_HOUR_AGO());
      const { code } = await replay([
        ...SINCE,
        "--yes",
        "--to",
        `${primary.url}/app`,
      ]);
      expect(code).toBe(0);
      expect(primary.received[0]).toMatchObject({
        path: "/app/sms?x=1",
        isSigned: true,
      });
    }));
});
