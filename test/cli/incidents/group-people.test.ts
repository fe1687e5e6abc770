import fc from "fast-check";
import { groupPeople } from "../../../src/cli/incidents/missed/group-people";
import type {
  LaterContact,
  MissedContact,
} from "../../../src/cli/incidents/missed/missed-person";
import { writeCsv } from "../../../src/cli/incidents/missed/write-csv";

const OURS = "+15550001111";
const START = Date.parse("2026-11-22T10:00:00.000Z");

const contact = (
  sid: string,
  person: string,
  minute: number,
  about: Partial<MissedContact> = {},
): MissedContact => ({
  sid,
  channel: "voice",
  person,
  ours: OURS,
  at: new Date(START + minute * 60_000).toISOString(),
  body: null,
  ...about,
});

const later = (from: string, to: string, minute: number): LaterContact => ({
  sid: `CA-${from}-${minute}`,
  from,
  to,
  at: START + minute * 60_000,
});

describe("groupPeople", () => {
  const none = { voicemails: new Map(), later: [] };

  it("counts a person once a number of ours and channel, who tried last first", () => {
    const people = groupPeople(
      [
        contact("CA1", "+14155550123", 5),
        contact("CA2", "+14155550123", 1),
        contact("SM1", "+14155550123", 2, { channel: "messaging", body: "Hi" }),
        contact("CA3", "+14155550124", 9),
      ],
      none,
    );
    expect(people).toEqual([
      expect.objectContaining({ person: "+14155550124", count: 1 }),
      expect.objectContaining({
        person: "+14155550123",
        channel: "voice",
        count: 2,
        firstAt: "2026-11-22T10:01:00.000Z",
        lastAt: "2026-11-22T10:05:00.000Z",
      }),
      expect.objectContaining({ channel: "messaging", bodies: ["Hi"] }),
    ]);
  });

  it("marks who got through after the last failure, whoever called, and lists them last", () => {
    const people = groupPeople(
      [
        contact("CA1", "+14155550121", 1),
        contact("CA2", "+14155550122", 1),
        contact("CA3", "+14155550123", 1),
        contact("CA4", "+14155550123", 20),
      ],
      {
        voicemails: new Map(),
        later: [
          later("+14155550121", OURS, 10),
          later(OURS, "+14155550122", 10),
          later("+14155550123", OURS, 10),
        ],
      },
    );
    expect(
      people.map(({ person, hasGotThrough }) => [person, hasGotThrough]),
    ).toEqual([
      ["+14155550123", false],
      ["+14155550121", true],
      ["+14155550122", true],
    ]);
  });

  it("has the voicemail of each call", () => {
    const voicemail = { sid: "RE1", seconds: 12, url: "https://example.com" };
    const [person] = groupPeople([contact("CA1", "+14155550123", 1)], {
      voicemails: new Map([["CA1", [voicemail]]]),
      later: [],
    });
    expect(person?.recordings).toEqual([voicemail]);
  });

  it("loses nobody and counts nobody twice, whoever tried how often", () => {
    const contacts = fc.array(
      fc.record({
        person: fc.integer({ min: 100, max: 130 }).map((n) => `+14155550${n}`),
        minute: fc.integer({ min: 0, max: 500 }),
        channel: fc.constantFrom("voice" as const, "messaging" as const),
      }),
    );
    fc.assert(
      fc.property(contacts, (all) => {
        const people = groupPeople(
          all.map(({ person, minute, channel }, n) =>
            contact(`CA${n}`, person, minute, { channel }),
          ),
          none,
        );
        const names = people.map(({ person, channel }) => person + channel);
        expect(new Set(names).size).toBe(names.length);
        expect(new Set(names)).toEqual(
          new Set(all.map(({ person, channel }) => person + channel)),
        );
        const total = people.reduce((sum, { count }) => sum + count, 0);
        expect(total).toBe(all.length);
      }),
    );
  });
});

describe("writeCsv", () => {
  const person = {
    person: "+14155550123",
    ours: OURS,
    channel: "messaging" as const,
    count: 1,
    firstAt: "2026-11-22T10:00:00.000Z",
    lastAt: "2026-11-22T10:00:00.000Z",
    bodies: [] as string[],
    recordings: [],
    hasGotThrough: false,
  };
  const bodyCell = (body: string) =>
    writeCsv([{ ...person, bodies: [body] }]).split(",")[14];

  it("has a header, a row a person, and a byte order mark for Excel", () => {
    const lines = writeCsv([person, person]).split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^\uFEFFperson,ours,channel,/);
    expect(lines[1]).toMatch(/^\+14155550123,\+15550001111,messaging,1,/);
  });

  it.each(["=1+1", "+1+1", "-1", "@SUM(A1)", "\t=1", "  =1"])(
    "lets no spreadsheet carry out %j",
    (body) => {
      expect(bodyCell(body)).toBe(`'${body}`);
    },
  );

  it("quotes what would end a cell or a row", () => {
    expect(writeCsv([{ ...person, bodies: ['a "b", c\nd'] }])).toContain(
      '"a ""b"", c\nd"',
    );
  });
});
