import {
  countOutcomes,
  describeChannel,
  describeErrorClass,
  describeOutcome,
  describeResult,
} from "../../src/text/words";

describe("the words for what the journal holds", () => {
  it("say what to look at for each error class", () => {
    for (const errorClass of [
      "unreachable",
      "http-error",
      "bad-twiml",
      "other",
    ]) {
      const { title, meaning } = describeErrorClass(errorClass);
      expect(title).not.toBe(errorClass);
      expect(meaning).toContain("look at");
    }
  });

  it("say what a person met", () => {
    expect(
      ["recovered", "apologized", "silent", "reported"].map(describeOutcome),
    ).toEqual([
      "recovered by a backup",
      "got the error message",
      "answered with silence",
      "reported by Twilio",
    ]);
  });

  it("count what people met, the worst first, and leave out what nobody met", () => {
    expect(
      countOutcomes({ recovered: 6, apologized: 1200, silent: 0, reported: 1 }),
    ).toEqual([
      "1,200 got the error message",
      "6 recovered by a backup",
      "1 reported by Twilio",
    ]);
  });

  it.each(["__proto__", "constructor", "toString", "", "something-newer"])(
    "give back %p, which they do not know, as it came",
    (word) => {
      expect(describeErrorClass(word)).toEqual({
        title: word,
        past: word,
        meaning: "",
      });
      expect(describeOutcome(word)).toBe(word);
      expect(describeChannel(word)).toBe(word);
      expect(describeResult(word)).toBe(word);
    },
  );
});
