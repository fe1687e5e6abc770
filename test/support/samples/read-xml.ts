import { SaxesParser } from "saxes";

/** What a document says, one line an event; text and CDATA are one. Throws if not well-formed. */
export function readXml(text: string): string[] {
  const events: string[] = [];
  let characters = "";
  const flush = (): void => {
    if (characters !== "") events.push(`text ${JSON.stringify(characters)}`);
    characters = "";
  };
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    flush();
    const sorted = Object.entries(attributes).sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    events.push(`open ${name} ${JSON.stringify(sorted)}`);
  });
  parser.on("closetag", ({ name }) => {
    flush();
    events.push(`close ${name}`);
  });
  const add = (more: string): void => {
    if (events.length > 0) characters += more;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(text).close();
  return events;
}
