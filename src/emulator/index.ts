/**
 * Both sides of Twilio on one machine: the REST API, and who requests webhooks. This file is its
 * face; nothing else of it is imported from outside.
 */
export { askFallback, failedParams } from "./caller/ask-document";
export { incomingParams } from "./caller/incoming-params";
export { perceive } from "./caller/perceive";
export type { Choose } from "./caller/play/fork";
export { playEveryWay, type Way } from "./caller/play/play-every-way";
export { simulate } from "./caller/play/simulate";
export type { Incoming, Simulation, Step } from "./caller/play/simulation";
export { readAnswer, type ReadAnswer } from "./caller/read-answer";
export { requestWebhook } from "./caller/request-webhook";
export type { Webhook } from "./caller/webhook-client";
export {
  listenOnLoopback,
  refusingUrl,
  startHangingServer,
  type LoopbackServer,
} from "./loopback-server";
export type { AccountEmulator } from "./rest/account/emulate-account";
export { RESOURCE_NAMES } from "./rest/account/resource-types";
export { newNumber } from "./new-number";
export type { Rate } from "./rest/rate-limit";
export { startRestServer } from "./rest/rest-server";
export { emulateSync } from "./rest/sync/sync";
export { newSid } from "./sid";
export { startEmulator, type TwilioEmulator } from "./twilio-emulator";
