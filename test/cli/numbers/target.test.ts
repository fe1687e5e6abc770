import fc from "fast-check";
import { chooseTarget } from "../../../src/cli/numbers/change/choose-target";
import {
  readTargets,
  type Target,
} from "../../../src/cli/numbers/change/target";

const targets = (count: number): Target[] =>
  readTargets(
    Array.from({ length: count }, (_, n) => `s-${n}.twil.io`).join(","),
    "POST",
  );
const sids = fc.array(fc.uuid().map((id) => `PN${id.replaceAll("-", "")}`));

describe("readTargets", () => {
  it("reads domains, URLs and static documents", () => {
    expect(
      readTargets(
        "a-1-dev.twil.io, https://b.dublin.ie1.twil.io/x#ct=500,https://c.example/voice-error.xml,https://c.example/messaging-error.xml?v=2",
        "POST",
      ),
    ).toEqual([
      {
        url: "https://a-1-dev.twil.io/fallback",
        method: "POST",
        channel: null,
        isStatic: false,
        digits: "",
      },
      {
        url: "https://b.dublin.ie1.twil.io/x#ct=500",
        method: "POST",
        channel: null,
        isStatic: false,
        digits: "",
      },
      {
        url: "https://c.example/voice-error.xml",
        method: "GET",
        channel: "voice",
        isStatic: true,
        digits: "",
      },
      {
        url: "https://c.example/messaging-error.xml?v=2",
        method: "GET",
        channel: "messaging",
        isStatic: true,
        digits: "",
      },
    ]);
  });
});

describe("chooseTarget", () => {
  it("is stable, whatever the order", () => {
    fc.assert(
      fc.property(sids, fc.integer({ min: 1, max: 6 }), (all, count) => {
        for (const sid of all)
          expect(chooseTarget(targets(count), sid)).toEqual(
            chooseTarget(targets(count).toReversed(), sid),
          );
      }),
    );
  });

  it("moves a resource only to a target that is new", () => {
    fc.assert(
      fc.property(sids, fc.integer({ min: 1, max: 5 }), (all, count) => {
        const more = targets(count + 1);
        for (const sid of all)
          expect([
            chooseTarget(targets(count), sid),
            more.at(-1),
          ]).toContainEqual(chooseTarget(more, sid));
      }),
    );
  });

  it("spreads 3000 resources evenly over three", () => {
    const shares = new Map<string, number>();
    for (let n = 0; n < 3000; n++) {
      const url = chooseTarget(targets(3), `PN${n}`)?.url ?? "";
      shares.set(url, (shares.get(url) ?? 0) + 1);
    }
    expect(shares.size).toBe(3);
    for (const share of shares.values()) {
      expect(share).toBeGreaterThan(900);
      expect(share).toBeLessThan(1100);
    }
  });
});
