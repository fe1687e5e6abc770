/**
 * Preloaded into a program (`node --require`), it sends what the program would send to Twilio's
 * Serverless API to `SERVERLESS_API_URL`, below the name of the host.
 */
const http = require("node:http");
const https = require("node:https");

const HOST = /^(serverless|serverless-upload)\.twilio\.com$/;
const request = https.request;

https.request = (given, options, callback) => {
  const url = new URL(given);
  const [, product] = HOST.exec(url.hostname) ?? [];
  if (product === undefined) return request(given, options, callback);
  const base = new URL(process.env.SERVERLESS_API_URL);
  const routed = {
    ...options,
    agent: undefined,
    protocol: base.protocol,
    hostname: base.hostname,
    port: base.port,
    auth: `${url.username}:${url.password}`,
    path: `/${product}${url.pathname}${url.search}`,
  };
  return http.request(routed, callback);
};
