/**
 * Loaded into `twilio-run` before it starts: it listens on the loopback interface alone, tells
 * whether it can, and ends with the program that started it, however that ends.
 */
const net = require("node:net");

const LOOPBACK = "127.0.0.1";
const { listen } = net.Server.prototype;

net.Server.prototype.listen = function (port, ...rest) {
  if (typeof port !== "number") return listen.call(this, port, ...rest);
  this.once("listening", () => process.send?.("listening"));
  this.once("error", ({ code }) => process.send?.(code));
  return listen.call(this, port, LOOPBACK, ...rest);
};

process.once("disconnect", () => process.exit());
