/** Twilio's "Hello Voice" template: the least that a Function with the SDK does. */
exports.handler = function (context, event, callback) {
  const twiml = new Twilio.twiml.VoiceResponse();
  twiml.say("Hello World!");
  callback(null, twiml);
};
