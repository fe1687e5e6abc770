import { sdkTo, withEmulator } from "../support/servers/emulator";

const refusal = (status: number, code: number) =>
  expect.objectContaining({ status, code }) as unknown;
const URL_A = "https://www.example.com/a";

describe("the emulated account, asked by Twilio's SDK", () => {
  it("pages through hundreds of resources, in both shapes of the API", () =>
    withEmulator(
      async (emulator) => {
        const { account } = emulator;
        for (let n = 0; n < 250; n++) {
          account.phoneNumbers.add({ phone_number: `+1555${n}` });
          account.messagingServices.add({ friendly_name: `Service ${n}` });
        }
        const sdk = sdkTo(emulator);
        const numbers = await sdk.incomingPhoneNumbers.list({ pageSize: 1000 });
        expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual(
          account.phoneNumbers.all().map((n) => n["phone_number"]),
        );
        const services = await sdk.messaging.v1.services.list();
        expect(new Set(services.map(({ sid }) => sid)).size).toBe(250);
      },
      { account: { maxPageSize: 100 } },
    ));

  it("knows the other resources with webhooks, and a Messaging Service's senders", () =>
    withEmulator(async (emulator) => {
      const { account } = emulator;
      const sdk = sdkTo(emulator);
      const app = account.applications.add({ friendly_name: "App" });
      const domain = account.sipDomains.add({ domain_name: "a.sip" });
      const code = account.shortCodes.add({ short_code: "12345" });
      const trunk = account.byocTrunks.add({ voice_url: URL_A });
      const service = account.messagingServices.add({});
      const number = account.phoneNumbers.add({ phone_number: "+15550001111" });
      account.addSender(service, number);
      account.addSender(service, code);

      expect((await sdk.applications(app).fetch()).friendlyName).toBe("App");
      expect(await sdk.sip.domains.list()).toMatchObject([{ sid: domain }]);
      expect(await sdk.shortCodes.list()).toMatchObject([{ sid: code }]);
      expect((await sdk.voice.v1.byocTrunks(trunk).fetch()).voiceUrl).toBe(
        URL_A,
      );
      const senders = sdk.messaging.v1.services(service);
      expect(await senders.phoneNumbers.list()).toMatchObject([
        { sid: number },
      ]);
      expect(await senders.shortCodes.list()).toMatchObject([{ sid: code }]);
    }));

  it("takes a fallback only beside a primary URL, and only what is a URL", () =>
    withEmulator(async (emulator) => {
      const sid = emulator.account.phoneNumbers.add({ sms_url: URL_A });
      const number = sdkTo(emulator).incomingPhoneNumbers(sid);
      const update = (fields: Parameters<typeof number.update>[0]) =>
        number.update(fields);
      await expect(update({ voiceFallbackUrl: URL_A })).rejects.toEqual(
        refusal(400, 21405),
      );
      await expect(
        update({ smsUrl: "", smsFallbackUrl: URL_A }),
      ).rejects.toEqual(refusal(400, 21406));
      await expect(update({ smsFallbackUrl: "ftp://x" })).rejects.toEqual(
        refusal(400, 21402),
      );
      const { smsFallbackUrl } = await update({ smsFallbackUrl: URL_A });
      expect(smsFallbackUrl).toBe(URL_A);
      expect(emulator.account.phoneNumbers.get(sid)).toMatchObject({
        sms_url: URL_A,
        sms_fallback_url: URL_A,
        voice_fallback_url: "",
      });
    }));

  it("unsets what is set to nothing", () =>
    withEmulator(async (emulator) => {
      const { messagingServices } = emulator.account;
      const sid = messagingServices.add({ fallback_url: URL_A });
      await sdkTo(emulator)
        .messaging.v1.services(sid)
        .update({ fallbackUrl: "" });
      expect(messagingServices.get(sid)).toMatchObject({ fallback_url: null });
    }));

  it("sells local numbers of an area code, each once", () =>
    withEmulator(async (emulator) => {
      const sdk = sdkTo(emulator);
      const search = () =>
        sdk.availablePhoneNumbers("US").local.list({ areaCode: 212 });
      const phoneNumber = (await search())[0]?.phoneNumber ?? "";
      expect(phoneNumber).toMatch(/^\+1212\d{7}$/);
      const bought = await sdk.incomingPhoneNumbers.create({ phoneNumber });
      expect(emulator.account.phoneNumbers.get(bought.sid)).toMatchObject({
        phone_number: phoneNumber,
      });
      expect((await search())[0]?.phoneNumber).not.toBe(phoneNumber);
      await expect(
        sdk.incomingPhoneNumbers.create({ phoneNumber }),
      ).rejects.toEqual(refusal(400, 21422));
    }));

  it("refuses what is not there, and who is asking too often", () =>
    withEmulator(
      async (emulator) => {
        const sdk = sdkTo(emulator);
        const absent = sdk.applications(`AP${"0".repeat(32)}`);
        await expect(absent.fetch()).rejects.toEqual(refusal(404, 20404));
        await sdk.applications.list();
        await expect(sdk.applications.list()).rejects.toEqual(
          refusal(429, 20429),
        );
        await sdkTo(emulator, true).applications.list();
      },
      { account: { rate: { perSecond: 5, burstSeconds: 0.4 } } },
    ));

  it("takes an API key for its account", () =>
    withEmulator(async (emulator) => {
      const { url, accountSid, apiKey, apiSecret } = emulator;
      const login = btoa(`${apiKey}:${apiSecret}`);
      const response = await fetch(
        `${url}/api/2010-04-01/Accounts/${accountSid}/Applications.json`,
        { headers: { Authorization: `Basic ${login}` } },
      );
      expect(response.status).toBe(200);
    }));
});
