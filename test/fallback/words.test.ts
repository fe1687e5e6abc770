import { readFileSync } from "node:fs";
import { apology } from "../../src/fallback/words";
import { checkTwiml } from "../../src/twilio/check-twiml";

const asset = (name: string) => readFileSync(`assets/${name}`, "utf8");

describe("apology", () => {
  it("is the static asset of the channel, and voice's where that is unknown", () => {
    expect(apology("voice")).toBe(asset("voice-error.xml"));
    expect(apology("messaging")).toBe(asset("messaging-error.xml"));
    expect(apology("unknown")).toBe(asset("voice-error.xml"));
  });

  it("has a last word of its own where the asset is lost", () => {
    const lost = { voice: "", messaging: "" };
    expect(checkTwiml(apology("voice", lost), "voice")).toBeNull();
    expect(checkTwiml(apology("messaging", lost), "messaging")).toBeNull();
    expect(apology("voice", lost)).toContain("<Say>");
  });
});
