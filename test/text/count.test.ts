import {
  count,
  countByChannel,
  countFailures,
  countPeople,
  joinWords,
} from "../../src/text/count";

describe("a count in words", () => {
  it.each([
    [count(0, "call"), "0 calls"],
    [count(1, "call"), "1 call"],
    [count(1200, "reply", "replies"), "1,200 replies"],
    [countPeople(1), "1 person"],
    [countPeople(1_234_567), "1,234,567 people"],
    [countFailures(1), "1 failure"],
    [countFailures(34), "34 failures"],
  ])("is %s", (words, expected) => {
    expect(words).toBe(expected);
  });

  it("calls each failure what it was, and leaves out what there is none of", () => {
    expect(countByChannel({ voice: 30, messaging: 1, unknown: 0 })).toBe(
      "30 calls and 1 message",
    );
    expect(countByChannel({ voice: 1, messaging: 2, unknown: 3 })).toBe(
      "1 call, 2 messages and 3 other requests",
    );
    expect(countByChannel({ voice: 0, messaging: 0, unknown: 0 })).toBe("");
  });

  it("joins any number of words", () => {
    expect(joinWords([])).toBe("");
    expect(joinWords(["a"])).toBe("a");
    expect(joinWords(["a", "b", "c", "d"])).toBe("a, b, c and d");
  });
});
