import fc from "fast-check";
import type { Change } from "../../../src/cli/numbers/change/change";
import { planRestore } from "../../../src/cli/numbers/change/plan-restore";

const FIELDS = ["voiceUrl", "voiceFallbackUrl", "voiceFallbackMethod"];

/** Values of a field before, as attached, and now. */
const values = fc
  .tuple(fc.constantFrom("", "a", "b"), fc.constantFrom("c", "d"))
  .chain(([old, attached]) =>
    fc.record({
      old: fc.constant(old),
      new: fc.constant(attached),
      now: fc.constantFrom(old, attached, "z"),
    }),
  );
const states = fc.array(values, { minLength: 3, maxLength: 3 });

describe("planRestore", () => {
  it("brings back every value that nobody else has changed, and no other", () => {
    fc.assert(
      fc.property(states, fc.boolean(), (values, force) => {
        const change: Change = {
          kind: "number",
          sid: "PN1",
          name: "+1",
          fields: values.map((v, n) => ({ field: FIELDS[n] ?? "", ...v })),
        };
        const current = Object.fromEntries(
          values.map(({ now }, n): [string, string] => [FIELDS[n] ?? "", now]),
        );
        const plan = planRestore(change, current, force);
        const after: Record<string, unknown> = { ...current };
        for (const { field, new: value } of plan.change?.fields ?? [])
          after[field] = value;
        values.forEach((v, n) => {
          const isKept = v.now === "z" && !force;
          expect(after[FIELDS[n] ?? ""]).toBe(isKept ? "z" : v.old);
        });
        expect(plan.conflicts).toHaveLength(
          force ? 0 : values.filter(({ now }) => now === "z").length,
        );
      }),
    );
  });
});
