import { createHmac } from "node:crypto";
import { personId, STRICT_PRIVACY } from "../../src/journal/privacy";

const PRIVACY = { authToken: "token" };

describe("the id of a person", () => {
  it("is an HMAC of the number by the auth token, the same on every channel", () => {
    const id = createHmac("sha256", "token")
      .update("+14155550123")
      .digest("hex")
      .slice(0, 16);
    expect(personId("+14155550123", PRIVACY)).toBe(id);
    expect(personId("whatsapp:+14155550123", PRIVACY)).toBe(id);
    expect(personId("+14155550124", PRIVACY)).not.toBe(id);
    expect(personId("+14155550123", { authToken: "other" })).not.toBe(id);
  });

  it("is of whoever has no number, too", () => {
    const ids = ["client:alice", "client:bob", "messenger:1"].map((party) =>
      personId(party, PRIVACY),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it("is none of nobody, of a number that is withheld, and without a token", () => {
    for (const party of [null, "anonymous", "Anonymous", "unknown"])
      expect(personId(party, PRIVACY)).toBeNull();
    expect(personId("+14155550123", STRICT_PRIVACY)).toBeNull();
  });
});
