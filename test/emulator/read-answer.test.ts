import { readAnswer } from "../../src/emulator/caller/read-answer";

const read = (
  body: string | Buffer,
  contentType: string | undefined,
  channel: "voice" | "messaging" = "voice",
  status = 200,
) =>
  readAnswer(
    {
      status,
      url: "http://localhost/",
      headers: { ...(contentType && { "content-type": contentType }) },
      body: Buffer.from(body),
    },
    channel,
  );

describe("readAnswer", () => {
  it.each([
    ['<?xml version="1.1"?><Response/>', "text/xml", 12101],
    [' <?xml version="1.0"?><Response/>', "text/xml", 12100],
    ['<?xml version="1.0" encoding="utf-16"?><Response/>', "text/xml", 12100],
    ["<Response/>", "text/xml; charset=klingon", 12100],
    ["<Response/>", undefined, 11200],
    ["<response/>", "text/xml", 12102],
    ["", "text/xml", 11770],
    ["{}", "application/json", 12300],
  ])("finds the code of %j as %s", (body, contentType, code) => {
    expect(read(body, contentType)).toMatchObject({ kind: "failure", code });
  });

  it("reads other character sets where the type or the declaration says so", () => {
    const latin1 = (text: string) => Buffer.from(text, "latin1");
    const sorry = "<Response><Say>Désolé</Say></Response>";
    const declared = `<?xml version="1.0" encoding="ISO-8859-1"?>${sorry}`;
    const expected = { root: { children: [{ children: ["Désolé"] }] } };
    expect(read(latin1(sorry), "text/xml; charset=ISO-8859-1")).toMatchObject(
      expected,
    );
    expect(read(latin1(declared), "text/xml")).toMatchObject(expected);
    expect(read(latin1(sorry), "text/xml")).toMatchObject({ code: 12100 });
  });

  it("takes a 204 to a message for an answer, and to a call for an empty one", () => {
    expect(read("", undefined, "messaging", 204)).toEqual({ kind: "nothing" });
    expect(read("", undefined, "voice", 204)).toMatchObject({ code: 11770 });
    expect(read("", "text/xml", "messaging")).toMatchObject({ code: 11770 });
  });

  it("plays audio to a call alone", () => {
    expect(read("ID3", "audio/mpeg")).toEqual({ kind: "audio" });
    expect(read("ID3", "audio/mpeg", "messaging")).toMatchObject({
      code: 12300,
    });
  });

  it.each([
    ["<Response><Say>Hi</Say></Response>", "messaging", [14110]],
    ["<Response><Bogus/></Response>", "messaging", [12200]],
    ["<Response><say>Hi</say></Response>", "voice", [12200]],
    ["<Response><Sms>Hi</Sms></Response>", "messaging", []],
  ] as const)("goes on with a warning at %s", (body, channel, codes) => {
    const answer = read(body, "text/xml", channel);
    expect(answer).toMatchObject({
      kind: "twiml",
      warnings: codes.map((code) => ({ code })),
    });
  });
});
