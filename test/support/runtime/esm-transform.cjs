/** Makes CommonJS, which Jest loads, of a dependency that is published as modules alone. */
const { transformSync } = require("esbuild");

module.exports = {
  process: (source, path) => ({
    code: transformSync(source, {
      format: "cjs",
      platform: "node",
      target: "node20",
      sourcefile: path,
      define: { "import.meta.url": "__filename" },
    }).code,
  }),
};
