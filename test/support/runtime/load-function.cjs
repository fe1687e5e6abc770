/**
 * Loads one built Function as Twilio does: from its file alone, with the SDK loaded only when it
 * is touched. Returns `invoke(event, own)`, which resolves with the reply's status, headers and
 * body; `own` is what the context has beside the environment.
 */
const { createRequire } = require("node:module");

class Response {
  statusCode = 200;
  headers = {};
  body = null;
  setStatusCode(code) {
    this.statusCode = code;
  }
  setBody(body) {
    this.body = body;
  }
  appendHeader(name, value) {
    this.headers[name] = value;
  }
}

module.exports = function loadFunction(functionPath, env) {
  const requireDeployed = createRequire(functionPath);
  global.Twilio = {
    Response,
    get twiml() {
      return requireDeployed("twilio").twiml;
    },
  };
  global.Runtime = {
    getSync: () => newClient(requireDeployed, env).sync.v1.services("default"),
  };
  const { handler } = requireDeployed(functionPath);
  return (event, own = {}) =>
    new Promise((resolve) => {
      const context = {
        ...own,
        ...env,
        getTwilioClient: () => newClient(requireDeployed, env),
      };
      handler(context, event, (error, reply) => {
        resolve(replyOf(error, reply));
      });
    });
};

/** A client of the SDK's, which asks the emulator where there is one. */
function newClient(requireDeployed, env) {
  const twilio = requireDeployed("twilio");
  const RequestClient = requireDeployed("twilio/lib/base/RequestClient");
  class EmulatedClient extends RequestClient {
    request(options) {
      const uri = options.uri.replace(
        /^https:\/\/([a-z]+)\.twilio\.com/,
        `${env.TWILIO_EMULATOR_URL}/$1`,
      );
      return super.request({ ...options, uri });
    }
  }
  return twilio(env.ACCOUNT_SID, env.AUTH_TOKEN, {
    lazyLoading: true,
    ...(env.TWILIO_EMULATOR_URL && { httpClient: new EmulatedClient() }),
  });
}

function replyOf(error, reply) {
  if (error) return { status: 500, headers: {}, body: String(error) };
  if (!(reply instanceof Response)) {
    const headers = { "Content-Type": "text/plain" };
    return { status: 200, headers, body: String(reply) };
  }
  const { statusCode: status, headers, body } = reply;
  const isJson = typeof body === "object" && body !== null;
  return { status, headers, body: isJson ? JSON.stringify(body) : body };
}
