import fc from "fast-check";
import { formatRoute, readRoute } from "../../src/dashboard/client/route";

describe("the address of the page", () => {
  it.each([
    ["", null, 24],
    ["#/", null, 24],
    ["#/?hours=168", null, 168],
    ["#/incident/0123456789abcdef-1", "0123456789abcdef-1", 24],
    ["#/incident/0123456789abcdef-1?hours=1", "0123456789abcdef-1", 1],
    ["#main", null, 24],
    ["#/incident/", null, 24],
    ["#/incident/%E0%A4%A", null, 24],
    ["#/?hours=0", null, 24],
    ["#/?hours=721", null, 24],
    ["#/?hours=1.5", null, 24],
    ["#/?hours=", null, 24],
    ["#/?hours=1e2x", null, 24],
  ])(
    "%p is the incident %p of the last %i hours",
    (fragment, incident, hours) => {
      expect(readRoute(fragment)).toEqual({ incident, hours });
    },
  );

  it("holds any id and any range", () => {
    fc.assert(
      fc.property(
        fc.option(fc.string({ minLength: 1 })),
        fc.integer({ min: 1, max: 720 }),
        (incident, hours) => {
          const fragment = formatRoute({ incident, hours });
          expect(readRoute(fragment)).toEqual({
            incident: incident?.toWellFormed() ?? null,
            hours,
          });
        },
      ),
    );
  });
});
