import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";
import type { ElementUse, TwimlSchema } from "../../twilio/twiml/schema";

/** The file names of the SDK's classes that write TwiML, by channel. */
const RESPONSES = {
  voice: "VoiceResponse",
  messaging: "MessagingResponse",
} as const;

/** The methods of every TwiML class that write no element. */
const COMMENTS = new Set(["comment", "commentAfter", "commentBefore"]);

/**
 * Reads Twilio's schema of TwiML out of the installed `twilio` package: which element may stand in
 * which out of the code of its classes, and attributes, values and texts out of their types.
 * Throws where the package is not as expected.
 */
export async function generateSchema(): Promise<TwimlSchema> {
  const [voice, messaging] = await Promise.all([
    readResponse(RESPONSES.voice),
    readResponse(RESPONSES.messaging),
  ]);
  return { voice, messaging };
}

async function readResponse(name: string): Promise<TwimlSchema["voice"]> {
  const folder = join(dirname(require.resolve("twilio")), "twiml");
  const types = await parse(join(folder, `${name}.d.ts`));
  const code = await parse(join(folder, `${name}.js`));
  const interfaces = readInterfaces(types);
  const written = readWrittenElements(code);

  const elements: Record<string, Record<string, ElementUse>> = {};
  for (const declared of nodesOf(types, ts.isClassDeclaration)) {
    const parent = declared.name?.text ?? "";
    const children: Record<string, ElementUse> = {};
    for (const method of declared.members.filter(ts.isMethodDeclaration)) {
      const called = method.name.getText();
      if (COMMENTS.has(called)) continue;
      const element = written.get(`${parent}.${called}`);
      if (element === undefined)
        throw new Error(`twilio: ${parent}.${called} writes no element`);
      children[element] = readUse(method);
    }
    elements[parent] = children;
  }
  return {
    root: name,
    elements,
    attributes: interfaces,
    values: readValues(types),
  };
}

async function parse(path: string): Promise<ts.SourceFile> {
  const text = await readFile(path, "utf8");
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** All nodes of a kind below a node, in the order of the text. */
function nodesOf<T extends ts.Node>(
  node: ts.Node,
  isWanted: (node: ts.Node) => node is T,
): T[] {
  const found: T[] = [];
  const visit = (child: ts.Node): void => {
    if (isWanted(child)) found.push(child);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** The last overload has all parameters: `(attributes: SayAttributes, message: string)`. */
function readUse(method: ts.MethodDeclaration): ElementUse {
  const { parameters, type } = method;
  const attributes = parameters.find(
    ({ name }) => name.getText() === "attributes",
  );
  const attributesType = attributes?.type?.getText() ?? "object";
  return {
    type: lastName(type?.getText() ?? ""),
    attributes: attributesType === "object" ? null : lastName(attributesType),
    hasText: parameters.length > 1,
  };
}

/** The element that each method writes, as `Dial.number` to `Number`. */
function readWrittenElements(code: ts.SourceFile): Map<string, string> {
  const written = new Map<string, string>();
  const classes = [
    ...nodesOf(code, ts.isClassDeclaration),
    ...nodesOf(code, ts.isClassExpression),
  ];
  for (const one of classes) {
    for (const method of one.members.filter(ts.isMethodDeclaration)) {
      const call = nodesOf(method, ts.isCallExpression).find(
        ({ expression }) =>
          ts.isPropertyAccessExpression(expression) &&
          expression.name.text === "ele",
      );
      const element = call?.arguments[0];
      if (element && ts.isStringLiteral(element))
        written.set(
          `${one.name?.text ?? ""}.${method.name.getText()}`,
          element.text,
        );
    }
  }
  return written;
}

function readInterfaces(
  types: ts.SourceFile,
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    nodesOf(types, ts.isInterfaceDeclaration).map(({ name, members }) => [
      name.text,
      Object.fromEntries(
        members.map((member) =>
          ts.isPropertySignature(member)
            ? [nameOf(member.name), member.type?.getText() ?? "string"]
            : ["*", "string"],
        ),
      ),
    ]),
  );
}

function readValues(types: ts.SourceFile): Record<string, string[]> {
  return Object.fromEntries(
    nodesOf(types, ts.isTypeAliasDeclaration).map((alias) => [
      alias.name.text,
      nodesOf(alias, ts.isStringLiteral).map(({ text }) => text),
    ]),
  );
}

function nameOf(name: ts.PropertyName): string {
  return ts.isStringLiteral(name) ? name.text : name.getText();
}

function lastName(type: string): string {
  return type.split(".").at(-1) ?? type;
}
