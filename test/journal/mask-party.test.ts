import { maskParty } from "../../src/journal/mask-party";

describe("maskParty", () => {
  it.each([
    ["+15551234567", "+1••••••4567"],
    ["+266555006", "+2••••5006"],
    ["5551234", "55•1234"],
    ["+1 (555) 123-4567", "+1••••••4567"],
    ["whatsapp:+15551234567", "whatsapp:+1••••••4567"],
    ["sip:+15551234567@pbx.example.com", "sip:+1••••••4567@pbx.example.com"],
    ["sips:+15551234567@pbx.example.com", "sips:+1••••••4567@pbx.example.com"],
    ["sip:alice@example.com;user=phone", "sip:a•••@example.com;user=phone"],
    ["sip:+15551234567", "sip:+1••••••4567"],
    ["sip:+15551234567;isub=15551234567", "sip:+•••"],
    ["a15551234567:", "a•••"],
    ["client:alice", "client:a•••"],
    ["client:15551234567", "client:1•••"],
    ["messenger:alice", "messenger:a•••"],
    ["Acme", "A•••"],
    ["😀smile", "😀•••"],
  ])("masks %s as %s", (party, masked) => {
    expect(maskParty(party)).toBe(masked);
  });

  it.each([
    "",
    "+",
    "12345",
    "+15550",
    "anonymous",
    "Anonymous",
    "restricted",
    "unknown",
    "sip:pbx.example.com",
    "sip:4711.example.com:5060",
    "sip:192.168.100.200;transport=tcp",
    "sip:[2001:db8::1]",
    "sip:100@pbx.example.com",
    "sip:anonymous@anonymous.invalid",
    "client:",
  ])("lets %j stay", (party) => {
    expect(maskParty(party)).toBe(party);
  });
});
