import fc from "fast-check";
import { foreignItem, itemsJson } from "./foreign-item-arbitrary";
import { rawAnswer } from "./raw-answer-arbitrary";
import { goodAnswer } from "../servers/raw-server";

const JSON_TYPE = "application/json";

const meta = fc.oneof(
  fc.jsonValue(),
  fc
    .oneof(
      fc.webUrl(),
      fc.constantFrom("x:@127.0.0.1:1/", "x::99999", "//x", ""),
      fc.jsonValue(),
    )
    .map((next_page_url) => ({ next_page_url })),
);

const pageJson = fc
  .tuple(fc.array(foreignItem(Date.now()), { maxLength: 3 }), meta)
  .map(
    ([items, meta]) =>
      `{"items":${itemsJson(items)},"meta":${JSON.stringify(meta)}}`,
  );

const json = fc.oneof(
  { weight: 8, arbitrary: fc.json() },
  { weight: 4, arbitrary: pageJson },
  {
    weight: 6,
    arbitrary: fc.constantFrom("", "{}", "null", "[]", "{", "<html>", "1e999"),
  },
  fc.constantFrom(65_534, 65_535, 2_200_000).map((n) => `"${"x".repeat(n)}"`),
);

/** To one kind of question: as it should be, with a status of Sync's, or anything. */
const answers = (status: number, body: fc.Arbitrary<string>) =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: body.map((text) => goodAnswer(status, text, JSON_TYPE)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom(200, 201, 400, 401, 404, 409, 413, 429, 500),
          json,
        )
        .map(([status, text]) => goodAnswer(status, text, JSON_TYPE)),
    },
    rawAnswer(json.map((text) => Buffer.from(text).toString("latin1"))),
  );

const object = fc.constant("{}");
/** The answers to each kind of question that one failure leads to, in turn. */
export const syncScenario = fc.record({
  write: fc.array(answers(201, object), { minLength: 1, maxLength: 3 }),
  list: answers(201, object),
  claim: fc.array(answers(201, object), { minLength: 1, maxLength: 2 }),
  page: answers(200, pageJson),
  giveBack: answers(200, object),
  map: answers(201, object),
  incident: answers(404, object),
  tell: fc.array(answers(201, object), { minLength: 1, maxLength: 2 }),
  alert: answers(200, fc.constant("ok")),
});
