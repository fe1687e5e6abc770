import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withEmulator } from "../../support/servers/emulator";
import { fillAccount } from "../../support/samples/large-account";
import { numbersOn, snapshot } from "../../support/samples/numbers";
import type { Row } from "../../../src/cli/numbers/account/rows";

const TO = "a-1-dev.twil.io,b-2-dev.twil.io";

/** What attach may write; the primaries with --fast-failover alone. */
const FALLBACK_FIELDS = /^((voice|sms)_)?fallback_(url|method)$/;

describe("an account of 500 numbers, 40 apps, 20 services and 20 SIP domains", () => {
  it(
    "is audited, attached, and restored byte for byte",
    () =>
      withEmulator(
        async (emulator) => {
          fillAccount(emulator);
          const numbers = await numbersOn(emulator);
          const before = snapshot(emulator);
          const audit = async () => {
            const { printed, code } = await numbers.run(["audit", "--json"]);
            const { resources, summary } = JSON.parse(printed) as {
              resources: Row[];
              summary: Record<string, number>;
            };
            return { resources, summary, code };
          };

          const first = await audit();
          expect(first.code).toBe(1);
          expect(first.resources).toHaveLength(2 * 540 + 20 + 20 + 5 + 5);
          const { dead, uncoverable, ...met } = first.summary;
          expect({ dead, uncoverable }).toEqual({ dead: 0, uncoverable: 0 });
          expect(Object.values(met)).not.toContain(0);
          expect(first.resources.map(({ verdict }) => verdict).sort()).toEqual(
            Object.entries(first.summary)
              .flatMap(([verdict, n]) => Array<string>(n).fill(verdict))
              .sort(),
          );

          const attached = await numbers.run([
            ...["attach", "--to", TO, "--fast-failover", "--replace", "--yes"],
          ]);
          expect(attached).toMatchObject({ code: 0, error: null });
          const second = await audit();
          // Numbers whose own fallback is out of reach of a governor without a primary URL.
          const stuck = second.resources.filter(
            ({ verdict }) => !["covered", "no-primary"].includes(verdict),
          );
          expect(stuck.every(({ governedBy }) => governedBy !== null)).toBe(
            true,
          );
          expect(second.summary["missing"]).toBe(0);
          expect(second.summary["same-origin"]).toBe(0);

          const after = snapshot(emulator);
          const written = new Set<string>();
          after.forEach((resource, n) => {
            for (const [field, value] of Object.entries(resource)) {
              const old = before[n]?.[field];
              if (value === old) continue;
              written.add(field);
              if (FALLBACK_FIELDS.test(field)) continue;
              expect(value.split("#")[0]).toBe(old?.split("#")[0]);
              expect(value).toMatch(/#.*ct=2000&rt=5000&tt=6000$/);
            }
          });
          expect(
            [...written].filter((f) => FALLBACK_FIELDS.test(f)).sort(),
          ).toEqual([
            ...["fallback_method", "fallback_url", "sms_fallback_url"],
            ...["voice_fallback_method", "voice_fallback_url"],
          ]);
          const shares = ["a-1-dev", "b-2-dev"].map(
            (name) => JSON.stringify(after).split(name).length,
          );
          expect(Math.abs((shares[0] ?? 0) - (shares[1] ?? 0))).toBeLessThan(
            ((shares[0] ?? 0) + (shares[1] ?? 0)) / 4,
          );

          const again = await numbers.run([
            "attach",
            "--to",
            TO,
            "--fast-failover",
            "--replace",
          ]);
          expect(again).toMatchObject({ code: 0, error: null });
          expect(again.printed).toContain("Nothing to change.");

          const [undo = ""] = await numbers.undoFiles();
          expect(attached.printed).toContain(undo);
          const { changes } = JSON.parse(
            await readFile(join(numbers.folder, undo), "utf8"),
          ) as { changes: unknown[] };
          expect(changes.length).toBeGreaterThan(400);
          const restored = await numbers.run(["restore", undo, "--yes"]);
          expect(restored).toMatchObject({ code: 0, error: null });
          expect(snapshot(emulator)).toEqual(before);
          expect(await audit()).toEqual(first);
          await numbers.remove();
        },
        { account: { maxPageSize: 100 } },
      ),
    60_000,
  );

  it("is read and changed through Twilio's 429s", () =>
    withEmulator(
      async (emulator) => {
        const { account } = emulator;
        for (let n = 0; n < 20; n++)
          account.phoneNumbers.add({ voice_url: "https://www.example.com/" });
        const numbers = await numbersOn(emulator);
        const { code } = await numbers.run(["attach", "--to", TO, "--yes"]);
        expect(code).toBe(0);
        expect(account.refusedCalls()).toBeGreaterThan(0);
        expect(
          account.phoneNumbers.all().map((n) => n["voice_fallback_url"]),
        ).not.toContain("");
        await numbers.remove();
      },
      { account: { rate: { perSecond: 40, burstSeconds: 0.1 } } },
    ));
});
