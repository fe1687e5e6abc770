import {
  closedBreaker,
  isOpen,
  recordOutcome,
  tryProbe,
} from "../../src/resilience/breaker";

const COOLDOWN_MS = 10_000;

/** A breaker that has just opened. */
function openedAt(now: number) {
  const breaker = closedBreaker(COOLDOWN_MS);
  recordOutcome(breaker, true, now);
  recordOutcome(breaker, true, now);
  return breaker;
}

describe("a circuit breaker", () => {
  it("opens for its pause after two failures in a row, then lets one probe pass", () => {
    const breaker = closedBreaker(COOLDOWN_MS);
    recordOutcome(breaker, true, 0);
    expect(tryProbe(breaker, 1)).toBe(true);
    recordOutcome(breaker, true, 100);
    expect(tryProbe(breaker, 10_099)).toBe(false);
    expect(isOpen(breaker, 10_100)).toBe(false);
    expect(tryProbe(breaker, 10_100)).toBe(true);
    expect(tryProbe(breaker, 10_101)).toBe(false);
  });

  it("is the same after it was asked", () => {
    const breaker = openedAt(0);
    const before = { ...breaker };
    for (const now of [1, 10_000, 20_000]) isOpen(breaker, now);
    expect(breaker).toEqual(before);
  });

  it("starts the next pause when a probe fails", () => {
    const breaker = openedAt(0);
    expect(tryProbe(breaker, 10_000)).toBe(true);
    recordOutcome(breaker, true, 11_500);
    expect(tryProbe(breaker, 21_499)).toBe(false);
    expect(tryProbe(breaker, 21_500)).toBe(true);
  });

  it("forgets everything when a probe succeeds", () => {
    const breaker = openedAt(0);
    expect(tryProbe(breaker, 10_000)).toBe(true);
    recordOutcome(breaker, false, 10_002);
    expect(tryProbe(breaker, 10_003)).toBe(true);
    recordOutcome(breaker, true, 10_004);
    expect(tryProbe(breaker, 10_005)).toBe(true);
  });

  it("makes no pause longer where the clock is put back by an hour", () => {
    const hour = 3_600_000;
    const breaker = openedAt(hour);
    expect(isOpen(breaker, hour + 1)).toBe(true);
    expect(isOpen(breaker, 1)).toBe(false);
    expect(tryProbe(breaker, 1)).toBe(true);
    expect(tryProbe(breaker, 2)).toBe(false);
    expect(tryProbe(breaker, 1 + COOLDOWN_MS)).toBe(true);
  });
});
