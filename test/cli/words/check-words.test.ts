import { checkWords, describeFault } from "../../../src/cli/words/check-words";
import { readAssets } from "../../../src/cli/words/read-assets";

/** The faults of assets, beside a messaging document that has none. */
function faultsOf(files: Readonly<Record<string, string>>): string[] {
  const all = { "messaging-error.xml": "<Response/>", ...files };
  const assets = new Map(
    Object.entries(all).map(([path, text]) => [path, Buffer.from(text)]),
  );
  return checkWords(assets).map(describeFault);
}

const voice = (verbs: string) => `<Response>${verbs}</Response>`;
const BYE = voice("<Hangup/>");

describe("checkWords", () => {
  it("finds nothing wrong with the documents that are delivered", async () => {
    expect(checkWords(await readAssets("assets"))).toEqual([]);
  });

  it.each([
    ["a recording without an action", '<Record maxLength="120"/>'],
    ["input without an action", '<Gather numDigits="1"/>'],
    ["an empty redirect", "<Redirect/>"],
    ["an empty action", '<Dial action="">+15550100</Dial>'],
    ["an action at /fallback", '<Gather action="/fallback"/>'],
    ["an action at fallback with a query", '<Gather action="fallback?x=1"/>'],
    ["itself", "<Redirect>voice-error.xml</Redirect>"],
    [
      "itself from the root",
      '<Redirect method="GET">/voice-error.xml#x</Redirect>',
    ],
  ])("refuses %s, which never ends", (_, verbs) => {
    expect(faultsOf({ "voice-error.xml": voice(verbs) })).toEqual([
      expect.stringMatching(/^assets\/voice-error\.xml:1:\d+: .*never ends/),
    ]);
  });

  it("refuses a way that comes back over other documents, where it does", () => {
    const faults = faultsOf({
      "voice-error.xml": voice('<Record action="a.xml" method="GET"/>'),
      "a.xml": voice('<Redirect method="GET">more/b.xml</Redirect>'),
      "more/b.xml": voice('<Redirect method="GET">../a.xml</Redirect>'),
    });
    expect(faults).toEqual([
      "assets/more/b.xml:1:11: <Redirect> comes back to a.xml and never ends: let it lead to another document",
    ]);
  });

  it("lets two ways lead to one document", () => {
    const faults = faultsOf({
      "voice-error.xml": voice(
        '<Gather action="bye.xml" method="GET"/><Record action="bye.xml" method="GET"/>',
      ),
      "bye.xml": BYE,
    });
    expect(faults).toEqual([]);
  });

  it("wants every file that a way leads to, documents by GET", () => {
    const faults = faultsOf({
      "voice-error.xml": voice(
        '<Play>sorry.mp3</Play><Record action="bye.xml"/><Dial action="gone.xml" method="GET">+15550100</Dial>',
      ),
      "bye.xml": BYE,
    });
    expect(faults).toEqual([
      expect.stringContaining(
        "<Play> leads to sorry.mp3, which is not in assets",
      ),
      expect.stringContaining('asks bye.xml by POST: write method="GET"'),
      expect.stringContaining("leads to gone.xml, which is not in assets"),
    ]);
  });

  it("leaves absolute URLs, sockets and silence alone", () => {
    const faults = faultsOf({
      "voice-error.xml": voice(
        '<Play>https://example.com/a.mp3</Play><Enqueue waitUrl="" action="https://example.com/x">q</Enqueue><Connect><Stream url="wss://example.com/s"/></Connect>',
      ),
    });
    expect(faults).toEqual([]);
  });

  it("checks what is reached for the channel it is reached by, and each variant", () => {
    const faults = faultsOf({
      "voice-error.xml": BYE,
      "voice-error.49.xml": voice("<Sya>Hallo</Sya>"),
      "messaging-error.49.xml":
        '<Response><Redirect method="GET">de.xml</Redirect></Response>',
      "de.xml": voice("<Say>Hallo</Say>"),
    });
    expect(faults).toEqual([
      expect.stringMatching(/^assets\/voice-error\.49\.xml:1:11: <Sya>/),
      expect.stringMatching(/^assets\/de\.xml:1:11: <Say> cannot stand/),
    ]);
  });

  it("checks documents that nothing leads to, for the channel that fits", () => {
    const faults = faultsOf({
      "voice-error.xml": BYE,
      "old.xml": "<Response><Message/></Response>",
      "sitemap.xml": "<urlset/>",
      "broken.xml": "<urlset>",
    });
    expect(faults).toEqual([
      "assets/old.xml:1:11: <Message> is empty: write what to send",
      expect.stringMatching(/^assets\/broken\.xml:1:\d+: /),
    ]);
  });

  it("misses an error document that is not there", () => {
    expect(faultsOf({})).toEqual([
      "assets/voice-error.xml:1:1: it is missing or unreadable",
    ]);
  });
});
