/**
 * What Twilio's documentation leads to: the SDK, a client for each request, the record written to
 * Sync, then the reply. It asks no backup.
 */
exports.handler = async function (context, event, callback) {
  const twiml = new Twilio.twiml.VoiceResponse();
  twiml.say("We are sorry, an application error has occurred. Goodbye.");
  try {
    await Runtime.getSync()
      .syncLists("fallback-journal-0")
      .syncListItems.create({
        data: {
          at: new Date().toISOString(),
          errorCode: event.ErrorCode,
          errorUrl: event.ErrorUrl,
          sid: event.CallSid,
        },
      });
    callback(null, twiml);
  } catch (error) {
    callback(error);
  }
};
