import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * Imports run one way: each folder of `src` with the folders it may import.
 * The files of `src` itself are leaves, open to all. Nothing imports `functions`.
 */
const MAY_IMPORT = {
  functions: ["fallback", "debugger", "feed", "alerts", "journal", "twilio"],
  cli: ["fallback", "feed", "alerts", "journal", "twilio", "emulator"],
  debugger: ["fallback", "alerts", "journal", "twilio"],
  fallback: ["alerts", "journal", "twilio"],
  feed: ["journal", "twilio"],
  alerts: ["journal", "twilio"],
  journal: ["twilio"],
  emulator: ["twilio"],
  dashboard: ["feed", "journal", "twilio"],
  twilio: [],
};

const LEAVES = [
  "budget.ts",
  "clock.ts",
  "control-characters.ts",
  "parse-url.ts",
  "settings.ts",
];

const zones = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  target: `./src/${folder}`,
  from: "./src",
  except: [folder, ...allowed, ...LEAVES].map((path) => `./${path}`),
  message: `src/${folder} may import only: ${[folder, ...allowed].join(", ")}.`,
}));

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
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".mjs", ".js"] }),
      ],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
    },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            ...zones,
            {
              target: [
                "./src/settings/settings.ts",
                "./src/resilience/budget.ts",
              ],
              from: "./src",
              except: [
                "./setting-reader.ts",
                "./setting-rules.ts",
                "./clock.ts",
              ],
              message: "Leaves import nothing of ours.",
            },
          ],
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
    // Nobody is on the line there.
    files: ["src/cli/**", "test/**", "bench/**"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    // The page's script: what it shows comes from outside, and it must not bundle what reads the journal.
    files: ["src/dashboard/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "/(feed|journal)/",
              allowTypeImports: true,
              message: "The page shares types alone.",
            },
          ],
        },
      ],
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"].map(
          (property) => ({ property, message: "Use textContent." }),
        ),
        { object: "document", property: "write", message: "Use textContent." },
        { property: "localStorage", message: "Use sessionStorage." },
      ],
      "no-restricted-globals": ["error", "localStorage"],
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
