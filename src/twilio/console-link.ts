/** The Console's page on a call or a message; null where a SID is of neither. */
export function consoleLink(sid: string): string | null {
  if (/^CA[0-9a-f]{32}$/i.test(sid))
    return `https://www.twilio.com/console/voice/calls/logs/${sid}`;
  if (/^[SM]M[0-9a-f]{32}$/i.test(sid))
    return `https://www.twilio.com/console/sms/logs/${sid}`;
  return null;
}
