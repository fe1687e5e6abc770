import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { rebaseText } from "../../support/samples/rebase-text";
import { contextOf } from "../../support/samples/rebase-context";

const FIXTURES = join(__dirname, "../../fixtures/twiml");
const REBASED = join(__dirname, "../../fixtures/twiml-rebased");
const NAMES = readdirSync(FIXTURES);

const read = (...path: string[]): string => readFileSync(join(...path), "utf8");

const context = contextOf({
  errorUrl: "https://www.example.com/ivr/voice?step=1",
  backups: ["https://u:p@dr.example.com/app"],
});

describe.each(NAMES)("%s", (name) => {
  const text = read(FIXTURES, name);

  test("goes on at the backup, word for word but for its URLs", () => {
    const expected = read(REBASED, name).trimEnd();
    expect(rebaseText(text, context)).toEqual({
      result: "twiml",
      text: expected,
    });
  });

  test("is not-twiml if it is cut anywhere", () => {
    const whole = text.trimEnd();
    for (let end = 0; end < whole.length; end += 1) {
      expect(rebaseText(whole.slice(0, end), context)).toEqual({
        result: "not-twiml",
      });
    }
  });
});
