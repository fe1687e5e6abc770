import { setTimeout as sleep } from "node:timers/promises";
import type { TwilioEmulator } from "../../../src/emulator";
import { alertsAt, withSinks } from "../../support/samples/alerts";
import {
  isSigned,
  paramsOf,
  resigned,
  type Flaws,
  type Forwarded,
} from "../../support/runtime/deployed-service";
import { sharedDeployment } from "../../support/runtime/deployment";
import {
  brokenOf,
  drillCalls,
  drillService,
} from "../../support/servers/drill-service";
import { sdkTo, withEmulator } from "../../support/servers/emulator";
import { refusingUrl } from "../../support/servers/misbehaving-server";

describe("npm run drill -- --target finds out a service that", () => {
  const folder = sharedDeployment();

  /** What a flawed service does with the requests that are signed as they should be. */
  const withSigned =
    (token: string, change: (request: Forwarded) => Forwarded[]) =>
    (request: Forwarded) =>
      isSigned(request, token) ? change(request) : [request];

  it.each<[string, (emulator: TwilioEmulator) => Flaws, string[]]>([
    [
      "takes what is not signed",
      ({ authToken }) => ({
        forward: (request) => [resigned(request, paramsOf(request), authToken)],
      }),
      [
        "expected 403, and got 200: is it deployed as fallback.protected.js?",
        "expected 403, and got 200: is it deployed as fallback.protected.js?",
      ],
    ],
    [
      "writes each record twice",
      ({ authToken }) => ({
        forward: withSigned(authToken, (request) => [request, request]),
      }),
      ["it stands in Sync 2 times"],
    ],
    [
      "answers calls as messages",
      ({ authToken }) => ({
        forward: withSigned(authToken, (request) => [
          resigned(
            request,
            paramsOf(request).map(([name, value]) => [
              name === "CallSid" ? "MessageSid" : name,
              value,
            ]),
            authToken,
          ),
        ]),
      }),
      [
        "the reply is not valid: line 4: <Message> is no voice verb",
        "its record says messaging 11200",
      ],
    ],
    [
      "serves the error document as a page",
      () => ({
        paths: {
          "/voice-error.xml": {
            status: 200,
            type: "text/html",
            body: "<Response><Message>Hi</Message></Response>",
          },
        },
      }),
      [
        "expected the type text/xml or application/xml, and got text/html",
        "it is not valid for voice: line 1: <Message> is no voice verb",
      ],
    ],
    [
      "has lost the error document",
      () => ({ paths: { "/voice-error.xml": { status: 404 } } }),
      ["expected 200, and got 404: deploy again"],
    ],
    [
      "shows its incidents to anyone",
      () => ({ paths: { "/incidents": { status: 200 } } }),
      ["expected 401 or 404, and got 200"],
    ],
  ])(
    "%s",
    async (_name, flawsOf, expected) => {
      await withEmulator(async (emulator) => {
        const { code, result } = await drillCalls(folder(), emulator, [], {
          flaws: flawsOf(emulator),
        });
        expect({ code, ok: result.ok }).toEqual({ code: 1, ok: false });
        const broken = brokenOf(result);
        for (const words of expected)
          expect(broken).toContainEqual(expect.stringContaining(words));
        const others = broken.filter(
          (law) => !expected.some((words) => law.includes(words)),
        );
        expect(
          others.filter((law) => !law.startsWith("its record says")),
        ).toEqual([]);
      });
    },
    60_000,
  );

  it(
    "does not know rehearsals, and whom it alerted",
    () =>
      withSinks((sinks) =>
        withEmulator(async (emulator) => {
          const { authToken } = emulator;
          await addDocuments(emulator);
          const flaws: Flaws = {
            forward: withSigned(authToken, (request) => [
              resigned(
                request,
                paramsOf(request).filter(
                  ([name]) => name !== "FallbackRehearsal",
                ),
                authToken,
              ),
            ]),
          };
          const { code, stdout, service } = await drillService(
            folder(),
            emulator,
            ["--channel", "voice"],
            { env: sinks.settings, flaws },
          );
          await service.stop();
          expect(code).toBe(1);
          expect(stdout).toContain("✖ somebody was, or may have been, alerted");
          expect(stdout).toContain(
            "✖ its record is not marked as a rehearsal, and counts in an incident (voice 11200 POST, CA",
          );
          expect(stdout).toContain(" and 26 more)");
          expect(stdout).toContain("✖ someone may have been alerted");
          const { slack = 0 } = alertsAt(sinks);
          expect(slack).toBeGreaterThan(0);
          const claims = emulator.sync
            .documentNames()
            .filter((name) => name.startsWith("fallback-alert-"));
          expect(claims.length).toBeGreaterThan(0);
          for (const claim of claims)
            expect(stdout).toContain(
              `someone was alerted: Sync holds ${claim}\n`,
            );
          expect(stdout).not.toContain("of-others-");
          expect(stdout.trim().split("\n").at(-1)).toMatch(
            /^✖ .*: 28 of 33 checks failed, as said above\.$/,
          );
        }),
      ),
    60_000,
  );

  it(
    "asks its backups unasked",
    () =>
      withEmulator(async (emulator) => {
        const { authToken } = emulator;
        const flaws: Flaws = {
          forward: withSigned(authToken, (request) => [
            resigned(
              request,
              paramsOf(request).map(([name, value]) => [
                name,
                name === "FallbackRehearsal" ? "backups" : value,
              ]),
              authToken,
            ),
          ]),
        };
        const env = { BACKUP_ORIGINS: await refusingUrl() };
        const { code, result } = await drillCalls(folder(), emulator, [], {
          env,
          flaws,
        });
        expect(code).toBe(1);
        expect(new Set(brokenOf(result))).toEqual(
          new Set(["a backup was asked, which only --backups may"]),
        );
      }),
    60_000,
  );

  it(
    "answers too late",
    () =>
      withEmulator(async (emulator) => {
        const flaws: Flaws = {
          forward: async (request) => {
            if (request.method === "GET" && request.path.includes("ErrorCode"))
              await sleep(1200);
            return [request];
          },
        };
        const { code, result } = await drillCalls(folder(), emulator, [], {
          flaws,
          cliEnv: { RESPONSE_BUDGET_MS: "1000" },
        });
        expect(code).toBe(1);
        const law = "the reply took more than 1000 ms";
        expect(new Set(brokenOf(result))).toEqual(new Set([law]));
        expect(result.rows.at(-1)?.broken).toEqual([law]);
      }),
    60_000,
  );

  it(
    "loses its records, and says where they may be",
    () =>
      withEmulator(async (emulator) => {
        const env = { TWILIO_EMULATOR_URL: await refusingUrl() };
        const { code, stdout, service } = await drillService(
          folder(),
          emulator,
          ["--channel", "messaging"],
          { env },
        );
        await service.stop();
        expect(code).toBe(1);
        expect(stdout).toContain("✖ 0 of 27 records are in Sync");
        expect(stdout).toContain(
          "✖ not in Sync: look in the Function's log (messaging 11200 POST, SM",
        );
      }),
    60_000,
  );

  it(
    "cannot be judged, since Sync cannot be read",
    () =>
      withEmulator(async (emulator) => {
        const { code, result } = await drillCalls(folder(), emulator, [], {
          cliEnv: { TWILIO_EMULATOR_URL: await refusingUrl() },
        });
        expect(code).toBe(1);
        expect(brokenOf(result)).toEqual([
          "Sync could not be read whole with these credentials",
          "someone may have been alerted: Sync did not show all of its Documents",
        ]);
        expect(result.alerts.claims).toBeNull();
        expect(result.rows[0]?.journaled).toBeNull();
      }),
    60_000,
  );
});

/** As many Documents of other applications as are more than a page. */
async function addDocuments(emulator: TwilioEmulator): Promise<void> {
  const { documents } = sdkTo(emulator).sync.v1.services("default");
  for (let n = 0; n < 120; n++)
    await documents.create({ uniqueName: `of-others-${n}` });
}
