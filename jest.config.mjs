/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "\\.ts$": ["ts-jest", { tsconfig: "test/tsconfig.json" }],
    "\\.xml$": "<rootDir>/test/support/runtime/text-transform.cjs",
  },
  testTimeout: 30_000,
  // Of `it.concurrent`: outages, which wait more than they compute.
  maxConcurrency: 8,
};
