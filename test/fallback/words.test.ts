import fc from "fast-check";
import { readFileSync } from "node:fs";
import { chooseWords, type ErrorDocuments } from "../../src/fallback/words";
import { checkTwiml } from "../../src/twilio/check-twiml";

const asset = (name: string) => readFileSync(`assets/${name}`, "utf8");

const say = (words: string) => `<Response><Say>${words}</Say></Response>`;
const VARIANTS: ErrorDocuments = {
  voice: {
    "": say("general"),
    "49": say("Germany"),
    "4930": say("Berlin"),
    "14155550100": say("Blue Pizza"),
  },
  messaging: { "": "<Response><Message>Sorry</Message></Response>" },
};

/** What is said for a call that came in to a number of ours. */
function wordsFor(to: string | null, about: object = {}): string {
  const failure = {
    channel: "voice" as const,
    from: "+33123456789",
    to,
    direction: "inbound",
    ...about,
  };
  const words = chooseWords(failure, VARIANTS);
  return /<Say>(.*)<\/Say>/.exec(words)?.[1] ?? words;
}

describe("chooseWords", () => {
  const someone = { from: "+33123456789", to: "+15550001111", direction: null };

  it("is the static asset of the channel, and voice's where that is unknown", () => {
    const words = (channel: "voice" | "messaging" | "unknown") =>
      chooseWords({ ...someone, channel });
    expect(words("voice")).toBe(asset("voice-error.xml"));
    expect(words("messaging")).toBe(asset("messaging-error.xml"));
    expect(words("unknown")).toBe(asset("voice-error.xml"));
  });

  it("takes the longest digits that our number begins with", () => {
    expect(wordsFor("+493012345")).toBe("Berlin");
    expect(wordsFor("+498912345")).toBe("Germany");
    expect(wordsFor("+14155550100")).toBe("Blue Pizza");
    expect(wordsFor("+14155550101")).toBe("general");
    expect(wordsFor("+4")).toBe("general");
  });

  it("knows our number by the direction, and behind a scheme", () => {
    const outbound = { direction: "outbound-api", from: "+498912345" };
    expect(wordsFor("+14155550100", outbound)).toBe("Germany");
    expect(wordsFor("whatsapp:+498912345")).toBe("Germany");
    expect(wordsFor("+498912345", { from: "+14155550100" })).toBe("Germany");
  });

  it.each([
    null,
    "",
    "49",
    "sip:49@example.com",
    "client:49",
    "+49x",
    "anonymous",
  ])("has the general words for %p, which is no number", (to) => {
    expect(wordsFor(to)).toBe("general");
  });

  it("obeys an empty response", () => {
    const all = {
      ...VARIANTS,
      voice: { "": "<Response />", "49": "<Response/>" },
    };
    const to = (number: string) =>
      chooseWords({ ...someone, channel: "voice", to: number }, all);
    expect(to("+15550001111")).toBe("<Response />");
    expect(to("+4930")).toBe("<Response/>");
  });

  it("has words of its own where the document is lost", () => {
    const lost = { voice: {}, messaging: { "": "" } };
    for (const channel of ["voice", "messaging"] as const) {
      const words = chooseWords({ ...someone, channel }, lost);
      expect(checkTwiml(words, channel)).toBeNull();
      expect(words).toMatch(/<Say>|<Message>/);
    }
  });

  it("always finds one of the texts, whatever the parties are called", () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constant("+__proto__")));
    fc.assert(
      fc.property(text, text, text, (from, to, direction) => {
        const failure = { channel: "voice" as const, from, to, direction };
        expect(Object.values(VARIANTS.voice)).toContain(
          chooseWords(failure, VARIANTS),
        );
      }),
    );
  });
});
