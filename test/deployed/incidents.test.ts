import type { Feed } from "../../src/incidents/feed";
import {
  sharedDeployment,
  startContainer,
} from "../support/runtime/deployment";
import { emulatorSettings, withEmulator } from "../support/servers/emulator";
import { captured } from "../support/samples/fixtures";
import { postSigned } from "../support/samples/post-signed";

const TOKEN = "0123456789abcdef";

describe("the deployed /incidents", () => {
  const folder = sharedDeployment();

  it("feeds what /fallback has journaled to the holder of the token, and logs no token", () =>
    withEmulator(async (emulator) => {
      const env = { ...emulatorSettings(emulator), DASHBOARD_TOKEN: TOKEN };
      const fallback = await startContainer(
        folder(),
        "fallback.protected.js",
        env,
      );
      const incidents = await startContainer(folder(), "incidents.js", env);
      await postSigned(
        fallback.url,
        Object.entries(captured("voice-fallback-11200")),
        emulator.authToken,
      );

      const response = await fetch(`${incidents.url}?hours=1`, {
        headers: { Authorization: `Bearer ${TOKEN}` },
      });
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect((await response.json()) as Feed).toMatchObject({
        hours: 1,
        truncated: false,
        incidents: [{ origin: "http://www.example.com", count: 1 }],
        failures: [{ sid: "CA00000000000000000000000000000011" }],
      });
      const refused = await fetch(`${incidents.url}?token=${TOKEN}`);
      expect(refused.status).toBe(401);
      expect(refused.headers.get("cache-control")).toBe("no-store");
      expect(await incidents.logged(0)).toEqual([]);
      await Promise.all([fallback.stop(), incidents.stop()]);
    }));

  it("takes the token in its header alone, and lets no page of another origin read", () =>
    withEmulator(async (emulator) => {
      const incidents = await startContainer(folder(), "incidents.js", {
        ...emulatorSettings(emulator),
        DASHBOARD_TOKEN: TOKEN,
      });
      const bearer = `Bearer ${TOKEN}`;
      const form = new URLSearchParams({ token: TOKEN, authorization: bearer });
      const ask = (init: RequestInit, query = "") =>
        fetch(incidents.url + query, init);
      const refused = [
        await ask({}),
        await ask({}, `?${form.toString()}`),
        await ask({ method: "POST", body: form }),
        await ask({
          headers: { Cookie: `token=${TOKEN}; Authorization=${bearer}` },
        }),
        await ask({ headers: { Authorization: `Basic ${btoa(`:${TOKEN}`)}` } }),
        await ask({ headers: { Authorization: `${bearer} ${TOKEN}` } }),
        await ask({ headers: { "X-Forwarded-Authorization": bearer } }),
      ];
      for (const response of refused) {
        expect(response.status).toBe(401);
        expect(await response.text()).not.toContain(TOKEN);
      }
      const Origin = "https://evil.example";
      const read = await ask({ headers: { Authorization: bearer, Origin } });
      expect(read.status).toBe(200);
      for (const { headers } of [read, ...refused])
        expect(
          [...headers.keys()].filter((name) =>
            /access-control|cookie/.test(name),
          ),
        ).toEqual([]);
      await incidents.stop();
    }));
});
