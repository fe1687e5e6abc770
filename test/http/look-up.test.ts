import dns, { type LookupAddress, type LookupOptions } from "node:dns";
import { lookUp } from "../../src/http/look-up";
import {
  answerNames,
  hangingHost,
  hangLookUps,
} from "../support/runtime/hanging-look-ups";

afterEach(() => jest.restoreAllMocks());

const find = (hostname: string, options: LookupOptions = { all: true }) =>
  new Promise<string | LookupAddress[]>((resolve, reject) => {
    lookUp(hostname, options, (error, found) => {
      if (error) reject(error);
      else resolve(found);
    });
  });

describe("a look-up", () => {
  it("finds what the system finds, all of it or the first", async () => {
    const { address, family } = await dns.promises.lookup("localhost");
    expect(await find("localhost", {})).toBe(address);
    expect(await find("localhost", { family: 4 })).toBe("127.0.0.1");
    expect(await find("localhost")).toContainEqual({ address, family });
  });

  it("says that nobody knows a name, as the system does", async () => {
    await expect(find("nobody-knows.invalid")).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) as string,
    });
  });

  it("asks the system alone while that is in time", async () => {
    const asked = answerNames({ localhost: "192.0.2.1" });
    expect(await find("localhost", { family: 4 })).toBe("127.0.0.1");
    expect(asked).toEqual([]);
  });

  it("asks for a name once at a time, however many look it up", async () => {
    const system = jest.spyOn(dns, "lookup");
    await Promise.all(Array.from({ length: 30 }, () => find("localhost")));
    expect(system).toHaveBeenCalledTimes(1);
  });
});

describe("names that hang", () => {
  it("keep no other name from being found, by the hosts file or a name server", async () => {
    hangLookUps();
    answerNames({ "well.example.com": "192.0.2.1" });
    for (let n = 0; n < 5; n++)
      void find(hangingHost(n)).catch(() => undefined);
    const [host] = await Promise.all([
      find("localhost", { family: 4 }),
      expect(find("well.example.com", {})).resolves.toBe("192.0.2.1"),
    ]);
    expect(host).toBe("127.0.0.1");
    // Both threads are known to be taken now, and nobody waits for them.
    await expect(find("nowhere.example.com")).rejects.toMatchObject({
      code: "ENOTFOUND",
    });
  });

  it("are found where the system is late and a name server is not", async () => {
    hangLookUps();
    answerNames({ [hangingHost(9)]: "192.0.2.9" });
    expect(await find(hangingHost(9), { family: 4 })).toBe("192.0.2.9");
  });
});
