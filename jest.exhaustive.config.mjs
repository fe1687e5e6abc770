import byDay from "./jest.config.mjs";

// Fifteen times the fuzz (`test/support/arbitraries/fuzz.ts`); workers inherit it.
process.env.EXHAUSTIVE = "true";

/** Everything: `npm run test:exhaustive`, each night and in `.ci/run`. @type {import("jest").Config} */
export default {
  ...byDay,
  testPathIgnorePatterns: ["/node_modules/"],
  // A connection that is left open must not hold a night's run up for ever.
  forceExit: true,
};
