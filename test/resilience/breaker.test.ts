import {
  closedBreaker,
  isOpen,
  mayAsk,
  noteOutcome,
} from "../../src/resilience/breaker";

const REST_MS = 10_000;

describe("a circuit breaker", () => {
  it("opens for its rest after two failures in a row, then lets one probe pass", () => {
    const breaker = closedBreaker();
    noteOutcome(breaker, true, REST_MS, 0);
    expect(mayAsk(breaker, REST_MS, 1)).toBe(true);
    noteOutcome(breaker, true, REST_MS, 100);
    expect(mayAsk(breaker, REST_MS, 10_099)).toBe(false);
    expect(isOpen(breaker, 10_100)).toBe(false);
    expect(mayAsk(breaker, REST_MS, 10_100)).toBe(true);
    expect(mayAsk(breaker, REST_MS, 10_101)).toBe(false);
  });

  it("starts the next rest when a probe fails", () => {
    const breaker = { failuresInARow: 2, openUntil: 10_000 };
    expect(mayAsk(breaker, REST_MS, 10_000)).toBe(true);
    noteOutcome(breaker, true, REST_MS, 11_500);
    expect(mayAsk(breaker, REST_MS, 21_499)).toBe(false);
    expect(mayAsk(breaker, REST_MS, 21_500)).toBe(true);
  });

  it("forgets everything when a probe succeeds", () => {
    const breaker = { failuresInARow: 5, openUntil: 0 };
    expect(mayAsk(breaker, REST_MS, 1)).toBe(true);
    noteOutcome(breaker, false, REST_MS, 2);
    expect(mayAsk(breaker, REST_MS, 3)).toBe(true);
    noteOutcome(breaker, true, REST_MS, 4);
    expect(mayAsk(breaker, REST_MS, 5)).toBe(true);
  });
});
