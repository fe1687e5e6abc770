import {
  emptyJournalMemory,
  mayWrite,
  noteWrite,
} from "../../src/journal/memory";

describe("the journal's memory", () => {
  it("lets Sync rest for 10 s after two writes given up in a row, then one probes", () => {
    const memory = emptyJournalMemory();
    noteWrite(memory, true, 0);
    expect(mayWrite(memory, 1)).toBe(true);
    noteWrite(memory, true, 100);
    expect(mayWrite(memory, 10_099)).toBe(false);
    expect(mayWrite(memory, 10_100)).toBe(true);
    expect(mayWrite(memory, 10_101)).toBe(false);
  });

  it("starts the next rest when a probe is given up", () => {
    const memory = { givenUpInARow: 2, restsUntil: 10_000 };
    expect(mayWrite(memory, 10_000)).toBe(true);
    noteWrite(memory, true, 11_500);
    expect(mayWrite(memory, 21_499)).toBe(false);
    expect(mayWrite(memory, 21_500)).toBe(true);
  });

  it("forgets everything when a probe is answered", () => {
    const memory = { givenUpInARow: 5, restsUntil: 0 };
    expect(mayWrite(memory, 1)).toBe(true);
    noteWrite(memory, false, 2);
    expect(mayWrite(memory, 3)).toBe(true);
    noteWrite(memory, true, 4);
    expect(mayWrite(memory, 5)).toBe(true);
  });
});
