import { generateSchema } from "../../../src/cli/words/generate-schema";
import generated from "../../../src/twilio/twiml/schema.json";
import { TWIML_SCHEMA, verbsOf } from "../../../src/twilio/twiml/schema";

describe("the schema of TwiML", () => {
  it("is what the installed twilio package says (npm run twiml-schema writes it anew)", async () => {
    expect(await generateSchema()).toEqual(generated);
  });

  it("names every type that it uses", () => {
    for (const { elements, attributes, values } of Object.values(
      TWIML_SCHEMA,
    )) {
      const uses = Object.values(elements).flatMap((children) =>
        Object.values(children),
      );
      expect(uses.length).toBeGreaterThan(3);
      for (const use of uses) {
        expect(elements).toHaveProperty(use.type);
        if (use.attributes !== null)
          expect(attributes).toHaveProperty(use.attributes);
      }
      for (const type of Object.values(attributes).flatMap((named) =>
        Object.values(named),
      )) {
        const single = type.replace("[]", "");
        if (!["string", "number", "boolean"].includes(single))
          expect(values[single]?.length).toBeGreaterThan(0);
      }
    }
  });

  it("has the verbs of each channel", () => {
    expect(verbsOf("messaging")).toEqual(["Message", "Redirect", "Sms"]);
    expect(verbsOf("voice")).toEqual(
      expect.arrayContaining(["Say", "Dial", "Gather", "Record"]),
    );
  });
});
