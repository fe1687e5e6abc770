/** Dependencies that are published as ES modules alone: Jest loads CommonJS. */
const ES_MODULES = [
  "execa",
  "get-port",
  "p-map",
  "p-limit",
  "yocto-queue",
  "wrap-ansi",
  "cli-truncate",
  "slice-ansi",
  "string-width",
  "strip-ansi",
  "ansi-regex",
  "ansi-styles",
  "is-fullwidth-code-point",
  "get-east-asian-width",
  "matcher",
  "escape-string-regexp",
  "@sindresorhus",
  "figures",
  "get-stream",
  "human-signals",
  "is-plain-obj",
  "is-stream",
  "is-unicode-supported",
  "npm-run-path",
  "parse-ms",
  "path-key",
  "pretty-ms",
  "signal-exit",
  "strip-final-newline",
  "unicorn-magic",
  "yoctocolors",
  "@sec-ant",
];

/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  // Those are for `npm run test:exhaustive`.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/exhaustive/"],
  // Jest would leave one of two to others.
  maxWorkers: "100%",
  transform: {
    "\\.ts$": ["ts-jest", { tsconfig: "test/tsconfig.json" }],

    "\\.m?js$": "<rootDir>/test/support/runtime/esm-transform.cjs",
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join("|")})/)`],
  moduleNameMapper: {
    // The build bundles it.
    "^error-documents$": "<rootDir>/test/support/runtime/error-documents.cjs",
    // It is exported under `import` alone.
    "^unicorn-magic$": "<rootDir>/node_modules/unicorn-magic/node.js",
  },
  globalSetup: "<rootDir>/test/support/runtime/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/runtime/global-teardown.ts",
  setupFilesAfterEnv: ["<rootDir>/test/support/runtime/retry-in-ci.cjs"],
  testTimeout: 30_000,
  // Of `it.concurrent`: outages, which wait more than they compute.
  // Of `it.concurrent`, which is for tests that wait more than they compute.
  maxConcurrency: 32,
};
