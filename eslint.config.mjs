import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import * as regexp from "eslint-plugin-regexp";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** What every part of a Function stands on. */
const TOOLS = ["settings", "twilio", "http", "resilience", "url", "text"];

/**
 * Imports run one way: each folder of `src` with the folders it may import. Nothing imports
 * `functions`.
 */
const MAY_IMPORT = {
  functions: ["fallback", "debugger", "incidents", "watch", "invocation"],
  cli: [
    "fallback",
    "incidents",
    "invocation",
    "alerts",
    "journal",
    "settings",
    "resilience",
    "twilio",
    "http",
    "xml",
    "url",
    "text",
    "emulator",
  ],
  fallback: ["invocation", "alerts", "journal", ...TOOLS, "xml"],
  debugger: ["invocation", "alerts", "journal", ...TOOLS],
  watch: ["invocation", "incidents", "alerts", "journal", ...TOOLS],
  incidents: ["invocation", "alerts", "journal", ...TOOLS],
  invocation: ["alerts", "journal", ...TOOLS],
  alerts: ["journal", ...TOOLS],
  journal: TOOLS,
  settings: ["twilio", "url", "text"],
  twilio: ["http", "resilience", "xml", "url", "text"],
  http: ["resilience", "url"],
  resilience: [],
  emulator: ["twilio", "xml", "url"],
  xml: [],
  url: [],
  text: [],
  dashboard: ["twilio", "text"],
};

const zones = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  target: `./src/${folder}`,
  from: "./src",
  except: [folder, ...allowed].map((path) => `./${path}`),
  message: `src/${folder} may import only: ${[folder, ...allowed].join(", ")}.`,
}));

/** The emulator could be a package of its own: it is imported through its two faces. */
zones.push({
  target: ["./src/cli", "./bench", "./test/!(emulator)/**/*", "./test/*.ts"],
  from: "./src/emulator",
  except: ["./index.ts", "./runtime/index.ts"],
  message: "Import src/emulator or src/emulator/runtime itself.",
});

export default defineConfig(
  globalIgnores(["dist", "coverage"]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "import-x": importX, regexp },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".tsx", ".mjs", ".js"] }),
      ],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
    },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": [
        "error",
        {
          zones,
        },
      ],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^twilio(/|$)",
              message: "The SDK is too heavy for a Function's cold start.",
            },
          ],
        },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
    },
  },
  {
    // What they read comes from outside: a pattern takes linear time, also where it is searched for.
    files: ["src/**"],
    rules: {
      "regexp/no-super-linear-backtracking": "error",
      "regexp/no-super-linear-move": "error",
    },
  },
  {
    // Nobody is on the line there.
    files: ["src/cli/**", "test/**", "bench/**"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    // The page's script: what it shows comes from outside.
    files: ["src/dashboard/**"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"].map(
          (property) => ({ property, message: "Use text." }),
        ),
        { object: "document", property: "write", message: "Use text." },
        { property: "localStorage", message: "Use sessionStorage." },
      ],
      "no-restricted-globals": ["error", "localStorage"],
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Use text.",
        },
      ],
    },
  },
  {
    files: ["**/*.{mjs,cjs,js}"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      "no-undef": "off",
      "@typescript-eslint/no-require-imports": "off",
    },
  },
);
