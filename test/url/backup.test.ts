import { parseBackup } from "../../src/url/backup";

const BIN =
  "https://handler.twilio.com/twiml/EH00000000000000000000000000000001";

test("an entry is a base, without its last slashes, with its userinfo", () => {
  expect(parseBackup("https://ann:p%40@DR.example.com:443/app//")).toEqual({
    serves: null,
    document: null,
    base: {
      origin: "https://dr.example.com",
      protocol: "https:",
      hostname: "dr.example.com",
      port: "",
      path: "/app",
      username: "ann",
      password: "p%40",
    },
  });
  expect(parseBackup("http://dr.example.com:8080")?.base).toMatchObject({
    origin: "http://dr.example.com:8080",
    path: "",
  });
});

test.each([
  "https://www.example.com=>https://dr.example.com/app",
  "https://www.example.com/ => https://dr.example.com/app/",
])("%s serves one origin", (entry) => {
  expect(parseBackup(entry)).toMatchObject({
    serves: { hostname: "www.example.com", protocol: "https:", port: "" },
    base: { origin: "https://dr.example.com", path: "/app" },
  });
});

test("a TwiML Bin or a Studio Flow is a whole document", () => {
  const backup = parseBackup(BIN.replace("://", "://u:p@"));
  expect(backup?.document?.href).toBe(BIN);
  expect(backup?.base).toMatchObject({ path: "", username: "u" });
  expect(
    parseBackup("https://webhooks.twilio.com/v1/Accounts/AC1/Flows/FW1")
      ?.document?.pathname,
  ).toBe("/v1/Accounts/AC1/Flows/FW1");
  expect(parseBackup("https://handler.twilio.com.example.com/x")).toMatchObject(
    { document: null },
  );
});

test.each([
  "fallback.example.com",
  "ftp://dr.example.com",
  "https://dr.example.com/?q=1",
  "https://dr.example.com/#x",
  "https://a.example.com;https://b.example.com",
  "https://www.example.com=>",
  "=>https://dr.example.com",
  "https://www.example.com/path=>https://dr.example.com",
  "https://u:p@www.example.com=>https://dr.example.com",
  "https://a.example.com=>https://b.example.com=>https://c.example.com",
  "https://",
  "",
])("%j is no entry", (entry) => {
  expect(parseBackup(entry)).toBeNull();
});
