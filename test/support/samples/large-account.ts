import { newSid, type TwilioEmulator } from "../../../src/emulator";

const PRIMARY = "https://www.example.com";
const ELSEWHERE = "https://old-fallback.example.net/f?a=1&b=ü";

const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** 500 numbers, 40 apps, 20 services, 20 SIP domains and more, with every way to govern. */
export function fillAccount({ account }: TwilioEmulator): void {
  const apps = times(40, (n) =>
    account.applications.add({
      friendly_name: `App ${n}`,
      ...(n % 4 !== 3 && {
        voice_url: `${PRIMARY}/app/${n}`,
        sms_url: `${PRIMARY}/app-sms/${n}`,
        sms_method: "GET",
      }),
      ...(n % 4 === 1 && { voice_fallback_url: ELSEWHERE }),
      ...(n % 4 === 2 && { voice_fallback_url: `${PRIMARY}/oops` }),
    }),
  );
  const services = times(20, (n) =>
    account.messagingServices.add({
      friendly_name: `Service ${n}`,
      use_inbound_webhook_on_number: n % 4 === 0,
      ...(n % 4 !== 1 && { inbound_request_url: `${PRIMARY}/service/${n}` }),
      ...(n % 4 === 3 && { fallback_url: ELSEWHERE, fallback_method: "GET" }),
    }),
  );
  times(20, (n) =>
    account.sipDomains.add({
      domain_name: `office-${n}.sip.twilio.com`,
      friendly_name: `Office ${n}`,
      ...(n % 2 === 0 && { voice_url: `${PRIMARY}/sip#rc=2` }),
    }),
  );
  times(5, (n) =>
    account.byocTrunks.add({ voice_url: `${PRIMARY}/byoc/${n}` }),
  );
  const codes = times(5, (n) =>
    account.shortCodes.add({
      short_code: `1234${n}`,
      sms_url: `${PRIMARY}/code`,
      sms_fallback_url: ELSEWHERE,
    }),
  );
  const numbers = times(500, (n) =>
    account.phoneNumbers.add({
      phone_number: `+1415555${String(n).padStart(4, "0")}`,
      friendly_name: `Line ${n}`,
      voice_url: n % 10 === 9 ? "" : `${PRIMARY}/voice?n=${n % 3}`,
      sms_url: `${PRIMARY}/sms`,
      ...(n % 10 === 0 && {
        voice_url: "https://demo.twilio.com/welcome/voice/",
        sms_url: "https://demo.twilio.com/welcome/sms/reply",
      }),
      ...(n % 10 === 1 && { voice_application_sid: apps[n % 40] ?? "" }),
      ...(n % 10 === 2 && {
        voice_application_sid: apps[n % 40] ?? "",
        voice_fallback_url: ELSEWHERE,
      }),
      ...(n % 10 === 3 && { sms_application_sid: apps[n % 40] ?? "" }),
      ...(n % 10 === 4 && {
        trunk_sid: newSid("TK"),
        voice_fallback_url: ELSEWHERE,
      }),
      ...(n % 10 === 5 && { sms_fallback_url: ELSEWHERE }),
      ...(n % 10 === 6 && {
        voice_fallback_url: `http://www.example.com/oops`,
        voice_fallback_method: "GET",
      }),
    }),
  );
  numbers.forEach((sid, n) => {
    const service = services[n % 20];
    if (n % 3 === 0 && service) account.addSender(service, sid);
  });
  codes.slice(0, 2).forEach((sid, n) => {
    account.addSender(services[n + 1] ?? "", sid);
  });
}
