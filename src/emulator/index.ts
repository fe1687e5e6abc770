/**
 * Both sides of Twilio on one machine: the REST API, and who requests webhooks. This file is its
 * face; nothing else of it is imported from outside.
 */
export { follow, type Step } from "./caller/follow";
export { incomingParams } from "./caller/incoming-params";
export { perceive } from "./caller/perceive";
export { askFallback, failedParams, place } from "./caller/place";
export { readAnswer } from "./caller/read-answer";
export { requestWebhook } from "./caller/request-webhook";
export {
  listenOnLoopback,
  refusingUrl,
  startHangingServer,
  type LoopbackServer,
} from "./loopback-server";
export type { Rate } from "./rest/rate-limit";
export { startRestServer } from "./rest/rest-server";
export { emulateSync } from "./rest/sync/sync";
export { newSid } from "./sid";
export { startEmulator, type TwilioEmulator } from "./twilio-emulator";
