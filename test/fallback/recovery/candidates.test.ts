import * as fc from "fast-check";
import { candidates } from "../../../src/fallback/recovery/candidates";
import { parseWebUrl } from "../../../src/url/parse-url";

const ERROR_URL = "https://www.example.com/voice/index.php?shop=7";

function ask(
  errorUrl: string | null,
  backupOrigins: string[],
  { retryFailedUrl = false, domainName = null as string | null } = {},
): ReturnType<typeof candidates> {
  return candidates(parseWebUrl(errorUrl), {
    backupOrigins,
    retryFailedUrl,
    domainName,
  });
}

const urls = (...args: Parameters<typeof ask>): string[] =>
  ask(...args).map(({ url }) => url);

describe("the order to ask", () => {
  test("is that of the backups, each with the failed path and query", () => {
    expect(
      urls(ERROR_URL, [
        "https://b.example.com",
        "http://dr.example.com:8080/app",
      ]),
    ).toEqual([
      "https://b.example.com/voice/index.php?shop=7",
      "http://dr.example.com:8080/app/voice/index.php?shop=7",
    ]);
  });

  test("begins with the failed URL itself where it is to be retried", () => {
    expect(
      urls(ERROR_URL, ["https://b.example.com"], { retryFailedUrl: true }),
    ).toEqual([ERROR_URL, "https://b.example.com/voice/index.php?shop=7"]);
  });

  test.each([null, "", "  ", "/voice", "not a url", "ftp://www.example.com/x"])(
    "is empty where ErrorUrl is %j",
    (errorUrl) => {
      expect(
        urls(errorUrl, ["https://b.example.com"], { retryFailedUrl: true }),
      ).toEqual([]);
    },
  );

  test("leaves out a backup that is not http or https, and duplicates", () => {
    expect(
      urls(ERROR_URL, [
        "ftp://b.example.com",
        "nonsense",
        "https://b.example.com",
        "https://u:p@B.example.com:443/",
        "https://b.example.com/./x/..",
      ]),
    ).toEqual(["https://b.example.com/voice/index.php?shop=7"]);
  });
});

describe("the failed path", () => {
  test.each([
    ["https://www.example.com//evil.example/x", "//evil.example/x"],
    ["https://www.example.com/\\evil.example/x", "//evil.example/x"],
    ["https://www.example.com/a/../../b/./c", "/b/c"],
    ["https://www.example.com/a/%2e%2E/%2e./b", "/b"],
    ["https://www.example.com/..;/@evil.example:80/", "/..;/@evil.example:80/"],
    ["https://www.example.com", "/"],
    ["https://www.example.com/?a=/../b", "/?a=/../b"],
    ["https://u:p@www.example.com/x?y#ct=100", "/x?y"],
  ])("of %s is appended as text", (errorUrl, appended) => {
    expect(urls(errorUrl, ["https://b.example.com/app"])).toEqual([
      `https://b.example.com/app${appended}`,
    ]);
  });

  test("never changes the host that is asked", () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, more) => {
        const [url] = urls(`https://www.example.com/${more}${path}`, [
          "https://b.example.com/app",
        ]);
        expect(url).toMatch(/^https:\/\/b\.example\.com\/app(\/|\?|$)/);
      }),
    );
  });
});

describe("a failed URL that lies under a backup base", () => {
  const backups = [
    "https://dr.example.com",
    "https://dr.example.com/app",
    "https://b.example.com/x",
  ];

  test("is taken relative to that base, which is not asked again", () => {
    expect(urls("https://b.example.com/x/voice?a=1", backups)).toEqual([
      "https://dr.example.com/voice?a=1",
      "https://dr.example.com/app/voice?a=1",
    ]);
  });

  test("belongs to the base with the longest path", () => {
    expect(urls("https://dr.example.com/app/voice", backups)).toEqual([
      "https://dr.example.com/voice",
      "https://b.example.com/x/voice",
    ]);
  });

  test("ends at the boundary of a path segment", () => {
    expect(urls("https://dr.example.com/apple", backups)).toEqual([
      "https://dr.example.com/app/apple",
      "https://b.example.com/x/apple",
    ]);
    expect(urls("https://dr.example.com/app", backups)).toEqual([
      "https://dr.example.com/",
      "https://b.example.com/x",
    ]);
  });

  test("is found by either scheme, and by host without case", () => {
    expect(urls("http://DR.example.com:80/app/voice", backups)).toEqual([
      "https://dr.example.com/voice",
      "https://b.example.com/x/voice",
    ]);
  });

  test("is itself asked first where it is to be retried, and once", () => {
    expect(
      urls(
        "https://b.example.com/x/voice",
        [...backups, "https://b.example.com/x"],
        {
          retryFailedUrl: true,
        },
      ),
    ).toEqual([
      "https://b.example.com/x/voice",
      "https://dr.example.com/voice",
      "https://dr.example.com/app/voice",
    ]);
  });

  test("is not asked again by way of a second entry for its base", () => {
    expect(
      urls("https://b.example.com/x/voice", [
        "https://b.example.com/x",
        "https://u:p@b.example.com/x",
      ]),
    ).toEqual([]);
  });
});

describe("this service's own domain", () => {
  test.each([
    ["svc-1234.twil.io", "https://svc-1234.twil.io"],
    ["svc-1234.twil.io", "https://SVC-1234.TWIL.IO:443/app"],
    ["Svc-1234.twil.io", "http://svc-1234.twil.io"],
    ["svc-1234.twil.io", "https://svc-1234.twil.io."],
    ["svc-1234.twil.io:443", "https://svc-1234.twil.io"],
    ["localhost:3000", "http://localhost:3000"],
    ["localhost:80", "http://localhost"],
  ])("%s is never asked as %s", (domainName, backup) => {
    expect(urls(ERROR_URL, [backup], { domainName })).toEqual([]);
  });

  test.each([
    ["svc-1234.twil.io", "https://svc-12345.twil.io"],
    ["svc-1234.twil.io", "https://svc-1234.twil.io:8443"],
    ["localhost:3000", "http://localhost:3001"],
    ["not a host", "http://localhost:3000"],
  ])("%s is not %s", (domainName, backup) => {
    expect(urls(ERROR_URL, [backup], { domainName })).toHaveLength(1);
  });

  test("is not retried, while the backups are asked", () => {
    expect(
      urls("https://svc.twil.io/voice", ["https://b.example.com"], {
        retryFailedUrl: true,
        domainName: "svc.twil.io",
      }),
    ).toEqual(["https://b.example.com/voice"]);
  });
});

describe("credentials", () => {
  const basic = (text: string): string =>
    `Basic ${Buffer.from(text, "latin1").toString("base64")}`;

  test("of a backup base are its own alone, decoded, and in no URL", () => {
    expect(
      ask("https://joe:secret@www.example.com/x", [
        "https://ann:p%40ss%3Aw@b.example.com",
        "https://c.example.com",
        "https://token@d.example.com",
        "https://caf%E9:%zz@e.example.com",
      ]).map(({ url, authorization }) => [url, authorization]),
    ).toEqual([
      ["https://b.example.com/x", basic("ann:p@ss:w")],
      ["https://c.example.com/x", null],
      ["https://d.example.com/x", basic("token:")],
      ["https://e.example.com/x", basic("caf\u00e9:%zz")],
    ]);
  });

  test("of ErrorUrl go to ErrorUrl itself alone", () => {
    expect(
      ask(
        "https://joe:secret@www.example.com/x#rc=1",
        ["https://b.example.com"],
        {
          retryFailedUrl: true,
        },
      ).map(({ url, authorization }) => [url, authorization]),
    ).toEqual([
      ["https://www.example.com/x", basic("joe:secret")],
      ["https://b.example.com/x", null],
    ]);
  });

  test("of the base let a retry of a URL under it in, where it has none", () => {
    const retry = (errorUrl: string): string | null | undefined =>
      ask(errorUrl, ["https://ann:pw@dr.example.com/app"], {
        retryFailedUrl: true,
      })[0]?.authorization;
    expect(retry("https://dr.example.com/app/x")).toBe(basic("ann:pw"));
    expect(retry("https://joe:me@dr.example.com/app/x")).toBe(basic("joe:me"));
    expect(retry("http://dr.example.com/app/x")).toBeNull();
    expect(retry("https://dr.example.com/other")).toBeNull();
  });
});

test("a candidate says where its document's URLs belong and what moves there", () => {
  const [retry, backup] = ask(
    "http://dr.example.com/app/voice",
    ["https://dr.example.com/app", "https://u@b.example.com"],
    { retryFailedUrl: true },
  );
  const failed = { origin: "http://dr.example.com", path: "/app" };
  expect(retry).toMatchObject({ base: failed, movesFrom: null });
  expect(backup).toMatchObject({
    base: { origin: "https://b.example.com", path: "", username: "u" },
    movesFrom: failed,
  });
});
