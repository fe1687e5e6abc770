import type { IncomingMessage, RequestListener, Server } from "node:http";
import type { AccountEmulator } from "../../../src/emulator";
import { seeded } from "../../support/arbitraries/seeded";
import { expectedVerdicts } from "../../support/samples/expected-verdicts";
import { generateAll } from "../../support/samples/generated-account";
import { auditJson, numbersOn, snapshot } from "../../support/samples/numbers";
import { withEmulator } from "../../support/servers/emulator";

const TO = "a-1-dev.twil.io,b-2-dev.twil.io";

/** What attach may write; the primaries with --fast-failover alone. */
const FALLBACK_FIELDS =
  /^((voice|sms)_)?fallback_(url|method)$|^disaster_recovery_(url|method)$|^webhook$/;

/** Of so many requests, one fails: half of them before they are done, half after. */
const ONE_FAILS_OF = 20;

function failNowAndThen(server: Server): void {
  const random = seeded(7);
  const [handle] = server.listeners("request") as [RequestListener];
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response) => {
    const fate = random() * ONE_FAILS_OF;
    if (fate < 0.25) response.destroy();
    else if (fate < 0.5) response.writeHead(503).end("{}");
    else {
      if (fate < 1) {
        // It is done, and nobody hears of it.
        const { socket } = response;
        response.end = () => {
          socket?.destroy();
          return response;
        };
      }
      handle(request, response);
    }
  });
}

/** The Messaging Service that each number is in. */
function membersOf(account: AccountEmulator): Map<string, string> {
  return new Map(account.members());
}

describe("a generated account, on a Twilio that is slow and fails", () => {
  it(
    "is judged as by another mind, attached until all is green, and restored byte for byte",
    () =>
      withEmulator(
        async (emulator) => {
          const { account } = emulator;
          generateAll(emulator, 17);
          const numbers = await numbersOn(emulator);
          const accounts = [account, ...account.subaccounts()];
          const expected = (): Record<string, string> =>
            Object.assign(
              {},
              ...accounts.map((one) => expectedVerdicts(one, membersOf(one))),
            ) as Record<string, string>;
          const found = async (...args: string[]) => {
            const audited = await auditJson(numbers, args);
            const verdicts = Object.fromEntries(
              audited.resources.map((row) => [
                `${row.sid} ${row.channel}`,
                row.verdict,
              ]),
            );
            return { ...audited, verdicts };
          };
          const all = () =>
            accounts.flatMap((one) => snapshot({ account: one }));
          const before = all();

          const first = await found("--subaccounts", "--regions");
          expect(first.code).toBe(1);
          expect(first.verdicts).toEqual(expected());
          expect(Object.values(first.summary)).not.toContain(0);
          expect(first.notes.join("\n")).toMatch(/ie1[^]*au1|au1[^]*ie1/);

          for (const { accountSid } of accounts) {
            const attached = await numbers.run([
              ...["attach", "--to", TO, "--fast-failover", "--replace"],
              ...["--account", accountSid, "--except", "workflow", "--yes"],
            ]);
            expect([attached.code, attached.error]).toEqual([0, null]);
          }
          const second = await found("--subaccounts", "--except", "workflow");
          const { verdicts } = await found("--subaccounts");
          expect(verdicts).toEqual(expected());
          expect(second.code).toBe(0);

          const after = all();
          after.forEach((resource, n) => {
            for (const [field, value] of Object.entries(resource)) {
              const old = before[n]?.[field];
              if (value === old || FALLBACK_FIELDS.test(field)) continue;
              expect(field).toMatch(/url$/);
              expect(value.split("#")[0]).toBe(old?.split("#")[0]);
            }
          });
          const shares = ["a-1-dev", "b-2-dev"].map(
            (name) => JSON.stringify(after).split(name).length,
          );
          expect(Math.min(...shares) / Math.max(...shares)).toBeGreaterThan(
            0.7,
          );

          for (const undo of (await numbers.undoFiles()).toReversed()) {
            const restored = await numbers.run(["restore", undo, "--yes"]);
            expect([restored.code, restored.error]).toEqual([0, null]);
          }
          expect(all()).toEqual(before);
          expect(account.refusedCalls()).toBeGreaterThan(0);
          await numbers.remove();
        },
        {
          account: {
            maxPageSize: 100,
            rate: { perSecond: 300, burstSeconds: 0.05 },
          },
          prepare: failNowAndThen,
        },
      ),
    240_000,
  );
});
