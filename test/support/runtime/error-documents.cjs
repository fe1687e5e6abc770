/** Stands for the module that the build bundles: the error documents of `assets/`. */
const { readFileSync } = require("node:fs");

const read = (channel) => ({
  "": readFileSync(`assets/${channel}-error.xml`, "utf8"),
});

module.exports = { voice: read("voice"), messaging: read("messaging") };
