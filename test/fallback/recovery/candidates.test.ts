import * as fc from "fast-check";
import { candidates } from "../../../src/fallback/recovery/candidates";
import { readBackups } from "../../support/samples/backups";
import { parseWebUrl } from "../../../src/url/parse-url";

const ERROR_URL = "https://www.example.com/voice/index.php?shop=7";

function ask(
  errorUrl: string | null,
  backupOrigins: string[],
  { retryFailedUrl = false, domainName = null as string | null } = {},
): ReturnType<typeof candidates> {
  return candidates(parseWebUrl(errorUrl), {
    backupOrigins: readBackups(backupOrigins),
    retryFailedUrl,
    domainName,
  });
}

const urls = (...args: Parameters<typeof ask>): string[] =>
  ask(...args).map(({ url }) => url.href);

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

  test("leaves out duplicates", () => {
    expect(
      urls(ERROR_URL, [
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
      ]).map(({ url, authorization }) => [url.href, authorization]),
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
      ).map(({ url, authorization }) => [url.href, authorization]),
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

test("a URL that is longer than any server takes is no candidate", () => {
  const path = (length: number) =>
    `https://www.example.com/${"a".repeat(length)}`;
  const base = "https://b.example.com/";
  const longest = path(8192 - base.length);
  expect(urls(longest, ["https://b.example.com"])[0]).toHaveLength(8192);
  expect(urls(`${longest}a`, ["https://b.example.com"])).toEqual([]);
  expect(urls(path(8000) + "é".repeat(100), ["https://b.example.com"])).toEqual(
    [],
  );
});

describe("an entry that serves one origin", () => {
  const BANK = "https://bank.example.com=>https://dr.example.com/bank";
  const PIZZA = "https://pizza.example.com=>https://dr.example.com/pizza";
  const PIZZA_TOO = "http://PIZZA.example.com:80 => https://b.example.com";

  test("is asked for the failures of that origin alone", () => {
    expect(urls("https://pizza.example.com/order", [BANK, PIZZA])).toEqual([
      "https://dr.example.com/pizza/order",
    ]);
    expect(urls("https://www.example.com/order", [BANK, PIZZA])).toEqual([]);
  });

  test("stands in one order with those that serve all, by either scheme", () => {
    expect(
      urls("http://pizza.example.com/order", [
        "https://all.example.com",
        BANK,
        PIZZA_TOO,
        PIZZA,
      ]),
    ).toEqual([
      "https://all.example.com/order",
      "https://b.example.com/order",
      "https://dr.example.com/pizza/order",
    ]);
  });

  test("is asked for a call that another of that origin continued, and no other is", () => {
    expect(
      urls("https://dr.example.com/pizza/menu", [BANK, PIZZA, PIZZA_TOO]),
    ).toEqual(["https://b.example.com/menu"]);
  });

  test("is not asked where it cannot be told which origin was continued", () => {
    const shared = [
      "https://bank.example.com=>https://dr.example.com",
      "https://pizza.example.com=>https://dr.example.com",
      PIZZA_TOO,
    ];
    expect(urls("https://dr.example.com/menu", shared)).toEqual([]);
  });
});

describe("a whole document on Twilio's hosts", () => {
  const BIN =
    "https://handler.twilio.com/twiml/EH00000000000000000000000000000001";
  const FLOW = "https://webhooks.twilio.com/v1/Accounts/AC1/Flows/FW1";

  test("is asked as it is, and moves nothing", () => {
    expect(urls(ERROR_URL, [BIN, "https://b.example.com", FLOW])).toEqual([
      BIN,
      "https://b.example.com/voice/index.php?shop=7",
      FLOW,
    ]);
    expect(ask(ERROR_URL, [BIN])[0]).toMatchObject({
      base: { origin: "https://handler.twilio.com", path: "" },
      movesFrom: null,
    });
  });

  test("is answered for by another whole document alone, and not by itself", () => {
    const backups = ["https://b.example.com", FLOW, BIN];
    expect(urls(`${FLOW}?FlowEvent=return`, backups)).toEqual([BIN]);
    expect(urls("https://handler.twilio.com/twiml/EH2", backups)).toEqual([
      FLOW,
      BIN,
    ]);
    expect(urls(BIN, backups, { retryFailedUrl: true })).toEqual([BIN, FLOW]);
  });

  test("may serve one origin", () => {
    expect(
      urls("https://www.example.com/x", [
        `https://www.example.com=>${BIN}`,
        `https://other.example.com=>${FLOW}`,
      ]),
    ).toEqual([BIN]);
  });
});
