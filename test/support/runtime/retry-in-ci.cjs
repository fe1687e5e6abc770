/**
 * In CI, a test that fails is tried once more, and the failure stands in the output: a neighbour's
 * load on a shared machine must not decide. On one's own machine the first failure counts.
 */
if (process.env.CI) jest.retryTimes(1, { logErrorsBeforeRetry: true });
