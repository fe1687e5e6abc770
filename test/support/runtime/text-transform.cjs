/** Imports a file as its text, as the build's esbuild loader does. */
module.exports = {
  process: (text) => ({
    code: `module.exports = ${JSON.stringify(text)};`,
  }),
};
