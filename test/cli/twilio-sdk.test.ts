import { createServer } from "node:http";
import { listenOnLoopback } from "../../src/emulator";
import { sdkTo } from "../support/servers/emulator";

const PAGES = [
  "https://sync.example.com/v1/Services?Page=1",
  "//sync.example.com/v1/Services?Page=1",
  "x:@sync.example.com/v1/Services?Page=1",
  "x:.sync.example.com/v1/Services?Page=1",
];

describe("the CLI's Twilio SDK", () => {
  it.each(PAGES)(
    "asks no other host for the next page, though Twilio names %s",
    async (next) => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url ?? "");
        const isFirst = asked.length === 1;
        response.setHeader("Content-Type", "application/json").end(
          JSON.stringify({
            services: [{ sid: `IS${String(asked.length)}` }],
            meta: { key: "services", next_page_url: isFirst ? next : null },
          }),
        );
      });
      const { port, stop } = await listenOnLoopback(server);
      const sdk = sdkTo({
        url: `http://localhost:${port}`,
        accountSid: "AC1",
        authToken: "token",
      } as Parameters<typeof sdkTo>[0]);
      expect(await sdk.sync.v1.services.list()).toHaveLength(2);
      expect(asked[1]).toMatch(/^\/sync\/.*v1\/Services\?Page=1$/);
      await stop();
    },
  );
});
