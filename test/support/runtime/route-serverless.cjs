/**
 * Preloaded into a program (`node --require`), it sends what the program would send to Twilio's
 * Serverless API to `SERVERLESS_API_URL`, below the name of the host, and what it would send to the
 * deployed service to `DEPLOYED_URL`.
 */
const http = require("node:http");
const https = require("node:https");

const API = /^(serverless|serverless-upload)\.twilio\.com$/;
const SERVICE = /\.twil\.io$/;
const request = https.request;

/** Where a request goes instead: a base, and the path below it; null where it goes on. */
function route(url) {
  const [, product] = API.exec(url.hostname) ?? [];
  if (product !== undefined)
    return [process.env.SERVERLESS_API_URL, `/${product}${url.pathname}`];
  if (SERVICE.test(url.hostname))
    return [process.env.DEPLOYED_URL, url.pathname];
  return null;
}

https.request = (given, options, callback) => {
  const url = new URL(given);
  const routed = route(url);
  if (routed === null) return request(given, options, callback);
  const base = new URL(routed[0]);
  return http.request(
    {
      ...options,
      headers: { ...options.headers, Host: url.host },
      agent: undefined,
      protocol: base.protocol,
      hostname: base.hostname,
      port: base.port,
      ...(url.username && { auth: `${url.username}:${url.password}` }),
      path: `${routed[1]}${url.search}`,
    },
    callback,
  );
};
