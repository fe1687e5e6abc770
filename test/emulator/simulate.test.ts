import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import {
  incomingParams,
  listenOnLoopback,
  playEveryWay,
  simulate,
  type Choose,
  type Incoming,
  type Simulation,
} from "../../src/emulator";
import type { CallerEvent } from "../../src/emulator/caller/events";

const AUDIO = "audio/mpeg";

interface Seen {
  readonly path: string;
  readonly method: string;
  readonly params: Record<string, string>;
}

interface Played extends Simulation {
  readonly seen: readonly Seen[];
  readonly events: readonly CallerEvent[];
  readonly url: string;
}

/** Serves documents by path, and audio at `.mp3`; anything else is 404. */
async function serve(documents: Readonly<Record<string, string>>) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = "", url = "" } = request;
      const { pathname, search } = new URL(url, "http://x");
      const params = Object.fromEntries(new URLSearchParams(body || search));
      seen.push({ path: pathname, method, params });
      const document = documents[pathname.slice(1)];
      if (document === undefined) response.writeHead(404).end();
      else {
        const type = pathname.endsWith(".mp3") ? AUDIO : "text/xml";
        response.writeHead(200, { "Content-Type": type }).end(document);
      }
    });
  });
  return { seen, ...(await listenOnLoopback(server)) };
}

async function play(
  documents: Readonly<Record<string, string>>,
  {
    choose,
    channel = "voice",
    entry = "primary",
  }: { choose?: Choose; channel?: Incoming["channel"]; entry?: string } = {},
): Promise<Played> {
  const { seen, url, stop } = await serve(documents);
  const events: CallerEvent[] = [];
  const simulation = await simulate(
    {
      channel,
      params: incomingParams(channel, "AC1"),
      primary: { url: `${url}/${entry}`, method: "POST" },
      fallback: { url: `${url}/fallback`, method: "POST" },
    },
    { authToken: "t", observe: (event) => events.push(event) },
    choose && { choose },
  );
  await stop();
  return { ...simulation, seen, events, url };
}

/** Takes the option of that name wherever there is one, else the first. */
const always =
  (name: string): Choose =>
  ({ options }) =>
    options.find((option) => option.name === name) ?? options[0];

const response = (verbs: string) => `<Response>${verbs}</Response>`;
const heardIn = ({ steps }: Simulation) => steps.flatMap(({ heard }) => heard);

describe("simulate, for a call", () => {
  it("goes on with digits, and with the next verb where nobody presses any", async () => {
    const documents = {
      primary: response(
        '<Gather action="next" numDigits="2"><Say>Press</Say></Gather><Say>Bye</Say>',
      ),
      next: response("<Hangup/>"),
    };
    const pressed = await play(documents);
    expect(pressed.seen[1]).toMatchObject({
      path: "/next",
      method: "POST",
      params: { Digits: "11", CallStatus: "in-progress" },
    });
    expect(pressed.ending).toEqual({
      kind: "ends",
      how: "hangs up",
      error: null,
    });
    const silent = await play(documents, { choose: always("says nothing") });
    expect(heardIn(silent)).toEqual([
      "“Press”",
      "(is asked for input)",
      "“Bye”",
    ]);
    expect(silent.seen).toHaveLength(1);
  });

  it.each([
    ["<Gather/>", { Digits: "1" }],
    ["<Record/>", { RecordingDuration: "7", Digits: "#" }],
    ["<Redirect/>", {}],
    ['<Gather action=""/>', { Digits: "1" }],
  ])(
    "asks the document of %s again behind a fallback, with the original parameters and no error",
    async (verb, more) => {
      const { seen, ending } = await play({ fallback: response(verb) });
      const [, failed, again] = seen;
      expect(failed?.params).toMatchObject({ ErrorCode: "11200" });
      expect(again).toMatchObject({ path: "/fallback", method: "POST" });
      const { CallSid, From, ErrorCode, ErrorUrl, ...rest } =
        again?.params ?? {};
      expect({ CallSid, From, ErrorCode, ErrorUrl }).toEqual({
        CallSid: failed?.params["CallSid"],
        From: "+15550142671",
      });
      expect(rest).toMatchObject(more);
      expect(ending).toMatchObject({
        how: "loop",
        error: {
          detail: expect.stringContaining("on line 1 of http") as string,
        },
      });
    },
  );

  it("asks the action of a recording also of who hangs up, and plays nothing of it", async () => {
    const documents = {
      primary: response('<Record action="done"/>'),
      done: response("<Say>Thanks</Say>"),
    };
    const { seen, ending, events, ...played } = await play(documents, {
      choose: always("speaks and hangs up"),
    });
    expect(seen[1]).toMatchObject({
      path: "/done",
      params: { CallStatus: "completed", Digits: "hangup" },
    });
    expect(heardIn(played as Played)).toEqual(["(is recorded)"]);
    expect(ending.how).toBe("is over");
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "recording", seconds: 7 }),
    );
    const silent = await play(documents, { choose: always("says nothing") });
    expect(silent.seen).toHaveLength(1);
  });

  it("whispers to who is called, and connects where that does not hang up", async () => {
    const documents = (whisper: string) => ({
      primary: response(
        '<Dial action="after"><Number url="whisper">+15550001111</Number></Dial>',
      ),
      whisper: response(whisper),
      after: response("<Hangup/>"),
    });
    const { seen } = await play(documents(""));
    expect(seen.map(({ path }) => path)).toEqual([
      "/primary",
      "/whisper",
      "/after",
    ]);
    const { CallSid, From } = seen[0]?.params ?? {};
    expect(seen[1]?.params).toMatchObject({
      Direction: "outbound-dial",
      ParentCallSid: CallSid,
      From,
      To: "+15550001111",
    });
    expect(seen[1]?.params["CallSid"]).not.toBe(CallSid);
    expect(seen[2]?.params).toMatchObject({
      CallSid,
      DialCallStatus: "completed",
      DialCallSid: seen[1]?.params["CallSid"],
    });
    const refused = await play(documents("<Hangup/>"));
    expect(refused.seen[2]?.params["DialCallStatus"]).toBe("no-answer");
  });

  it("asks the fallback for a whisper that fails", async () => {
    const { seen } = await play({
      primary: response(
        '<Dial><Number url="whisper">+15550001111</Number></Dial>',
      ),
      fallback: response(""),
    });
    expect(seen[2]).toMatchObject({
      path: "/fallback",
      params: { Direction: "outbound-dial", ErrorCode: "11200" },
    });
  });

  it.each([
    ["is busy", "busy"],
    ["does not answer", "no-answer"],
  ])("goes on after a <Dial> that %s", async (choice, DialCallStatus) => {
    const withAction = await play(
      {
        primary: response('<Dial action="after">+15550001111</Dial>'),
        after: response("<Say>Sorry</Say>"),
      },
      { choose: always(choice) },
    );
    expect(withAction.seen[1]?.params).toMatchObject({ DialCallStatus });
    const without = await play(
      { primary: response("<Dial>+15550001111</Dial><Say>Sorry</Say>") },
      { choose: always(choice) },
    );
    expect(heardIn(without).at(-1)).toBe("“Sorry”");
  });

  it("asks for what is played to who waits in a queue", async () => {
    const { seen, asides } = await play({
      primary: response(
        '<Enqueue waitUrl="wait" action="after">support</Enqueue>',
      ),
      wait: response("<Say>Please wait</Say>"),
      after: response("<Hangup/>"),
    });
    expect(seen[1]?.params).toMatchObject({
      QueuePosition: "1",
      QueueSid: expect.stringMatching(/^QU/) as string,
    });
    expect(asides[0]?.heard).toEqual(["“Please wait”"]);
    expect(seen[2]?.params).toMatchObject({ QueueResult: "bridged" });
  });

  it("tells callbacks, which have no fallback", async () => {
    const { seen, events } = await play({
      primary: response(
        '<Record action="done" recordingStatusCallback="gone"/>',
      ),
      done: response("<Hangup/>"),
      fallback: response(""),
    });
    expect(seen.map(({ path }) => path)).toEqual([
      "/primary",
      "/gone",
      "/done",
    ]);
    expect(seen[1]?.params).toMatchObject({ RecordingStatus: "completed" });
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "webhook",
        error: expect.objectContaining({ code: 11200 }) as unknown,
      }),
    );
  });

  it("fetches what is played, and passes over what cannot be had", async () => {
    const { seen, steps, url } = await play({
      primary: response("<Play>a.mp3</Play><Play>b.mp3</Play><Say>Hi</Say>"),
      "a.mp3": "ID3",
    });
    expect(seen.map(({ path }) => path)).toEqual([
      "/primary",
      "/a.mp3",
      "/b.mp3",
    ]);
    expect(steps[0]).toMatchObject({
      heard: ["♪ a.mp3", "“Hi”"],
      faults: [
        `${url}/primary:1: ${url}/b.mp3 cannot be played: 11200, HTTP 404`,
      ],
    });
  });
});

describe("simulate, for a message", () => {
  it("sends what is answered, and tells its callback", async () => {
    const played = await play(
      {
        primary: response(
          '<Message statusCallback="sent">Hi</Message><Say>no</Say>',
        ),
        sent: "",
      },
      { channel: "messaging" },
    );
    expect(heardIn(played)).toEqual(["“Hi”"]);
    expect(played.seen[1]?.params).toMatchObject({
      MessageStatus: "delivered",
      From: "+15550199999",
      To: "+15550142671",
    });
    expect(played.events[0]).toMatchObject({
      error: { code: 14110, level: "warning" },
    });
  });

  it("stops after 50 documents", async () => {
    let n = 0;
    const server = createServer((_, answer) => {
      answer.writeHead(200, { "Content-Type": "text/xml" });
      answer.end(response(`<Redirect>?n=${n++}</Redirect>`));
    });
    const { url, stop } = await listenOnLoopback(server);
    const { steps, ending } = await simulate(
      {
        channel: "messaging",
        params: incomingParams("messaging", "AC1"),
        primary: { url, method: "POST" },
        fallback: null,
      },
      { authToken: "t" },
    );
    await stop();
    expect(steps).toHaveLength(50);
    expect(ending).toMatchObject({ how: "loop", error: { code: 14106 } });
  });
});

describe("playEveryWay", () => {
  const everyWay = async (documents: Readonly<Record<string, string>>) => {
    const { url, stop } = await serve(documents);
    const ways = await playEveryWay(
      () => ({
        channel: "voice",
        params: incomingParams("voice", "AC1"),
        primary: { url: `${url}/error.xml`, method: "GET" },
        fallback: null,
      }),
      { authToken: "t" },
    );
    await stop();
    return ways;
  };

  it("plays each end once", async () => {
    const ways = await everyWay({
      "error.xml": response(
        '<Gather action="human.xml" method="GET"><Say>Press</Say></Gather><Redirect method="GET">voicemail.xml</Redirect>',
      ),
      "human.xml": response(
        '<Dial action="voicemail.xml" method="GET">+15550001111</Dial>',
      ),
      "voicemail.xml": response(
        '<Record action="bye.xml" method="GET"/><Hangup/>',
      ),
      "bye.xml": response("<Say>Bye</Say>"),
    });
    // Pressed: three ends of the dial, each with three of the recording; nothing pressed: three.
    expect(ways).toHaveLength(12);
    expect(ways[0]?.choices).toEqual([
      "Gather on line 1: presses 1",
      "Dial on line 1: is answered",
      "Record on line 1: speaks",
    ]);
    expect(ways.at(-1)?.choices).toEqual([
      "Gather on line 1: says nothing",
      "Record on line 1: says nothing",
    ]);
    expect(new Set(ways.map(({ choices }) => choices.join())).size).toBe(12);
    expect(ways.every(({ ending }) => ending.error === null)).toBe(true);
  });

  it("finds the way that comes back, and says where", async () => {
    const ways = await everyWay({
      "error.xml": response(
        '\n<Record action="thanks.xml" method="GET"/>\n<Hangup/>',
      ),
      "thanks.xml": response('<Redirect method="GET">error.xml</Redirect>'),
    });
    const loops = ways.filter(({ ending }) => ending.how === "loop");
    expect(loops).toHaveLength(1);
    expect(loops[0]?.ending.error?.detail).toMatch(
      /^<Redirect> on line 1 of .*\/thanks\.xml comes back to .*\/error\.xml$/,
    );
  });
});
