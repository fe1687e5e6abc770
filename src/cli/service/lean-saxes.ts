import type { Plugin } from "esbuild";
import { readFile } from "node:fs/promises";

/**
 * saxes and its tables of characters are CommonJS, which esbuild wraps into functions: V8 would
 * parse them twice, and build every pattern of xmlchars, of which saxes uses one. As modules they
 * are parsed once, and what is unused is left out: together a millisecond of a cold start.
 */
export const leanSaxes: Plugin = {
  name: "lean-saxes",
  setup: (build) => {
    build.onLoad(
      { filter: /[\\/](saxes|xmlchars)[\\/].*\.js$/ },
      async (file) => ({
        contents: asModule(await readFile(file.path, "utf8")),
      }),
    );
  },
};

/** The same code as a module. Throws at what it does not know, and so the build fails. */
function asModule(commonJs: string): string {
  const code = commonJs
    .replace(/^(?:const|var) (\w+) = require\("(.+)"\);$/gm, importAll)
    .replace(/^Object\.defineProperty\(exports, "__esModule".*$/gm, "")
    .replace(/^exports\..* = void 0;$/gm, "")
    .replace(/^exports\.(\w+) = \1;$/gm, "export { $1 };")
    .replace(/^exports\.(\w+) = /gm, "export const $1 = ")
    .replace(/ = new RegExp\(/g, " = /* @__PURE__ */ new RegExp(")
    .replace(/\bexports\.(\w+)/g, "$1");
  const left = /^.*\b(?:require\(|exports\b).*$/m.exec(code);
  if (left) throw new Error(`lean-saxes does not know: ${left[0]}`);
  return code;
}

const importAll = 'import * as $1 from "$2";';
