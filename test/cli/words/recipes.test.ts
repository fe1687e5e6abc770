import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { checkWords } from "../../../src/cli/words/check-words";
import { findErrorDocuments } from "../../../src/cli/words/error-document";
import { playWords, type PlayedWay } from "../../../src/cli/words/play-words";
import { readAssets } from "../../../src/cli/words/read-assets";
import type { TwimlChannel } from "../../../src/twilio/check-twiml";

const RECIPES = "docs/words";
const names = readdirSync(RECIPES);

/** What is in `assets` once a recipe was copied into it. */
async function withRecipe(name: string) {
  const assets = await readAssets("assets");
  return new Map([...assets, ...(await readAssets(`${RECIPES}/${name}`))]);
}

/** Each way through the words of a number, by its choices without the lines where they stand. */
async function play(
  name: string,
  channel: TwimlChannel = "voice",
  digits: string | null = null,
): Promise<Map<string, PlayedWay>> {
  const assets = await withRecipe(name);
  const document = findErrorDocuments(assets.keys()).find(
    (one) => one.channel === channel && one.digits === digits,
  );
  if (document === undefined) throw new Error("There is no such document.");
  const [played] = await playWords([document], assets);
  return new Map(
    played?.ways.map((way) => [
      way.choices
        .map((choice) => choice.replace(/ on line \d+/, ""))
        .join(", "),
      way,
    ]),
  );
}

const heardOn = (ways: Map<string, PlayedWay>, choices: string): string =>
  ways.get(choices)?.heard.join(" ") ?? `no way "${choices}"`;

describe("the recipes of docs/words.md", () => {
  it.each(names)("%s can be copied into assets as it is", async (name) => {
    expect(checkWords(await withRecipe(name))).toEqual([]);
  });

  it.each(names)("%s comes to an end on every way", async (name) => {
    const assets = await withRecipe(name);
    const played = await playWords(findErrorDocuments(assets.keys()), assets);
    const ways = played.flatMap((document) => document.ways);
    expect(ways.length).toBeGreaterThan(1);
    for (const { heard, troubles } of ways) {
      expect(troubles).toEqual([]);
      expect(heard.join("")).not.toBe("");
    }
  });

  it("stand in the page, each with a link", async () => {
    const page = await readFile("docs/words.md", "utf8");
    const linked = [...page.matchAll(/^\| \[`([^`]+)`\]\(words\/\1\)/gm)];
    expect(linked.map(([, name]) => name).sort()).toEqual([...names].sort());
  });

  it("recording: the recording is played", async () => {
    expect(heardOn(await play("recording"), "")).toBe("♪ sorry.wav (hangs up)");
  });

  it("voicemail: a message is taken once, and silence is told", async () => {
    const ways = await play("voicemail");
    expect(heardOn(ways, "Record: speaks")).toMatch(
      /after the tone.*\(is recorded\) “Thank you.*\(hangs up\)$/,
    );
    expect(heardOn(ways, "Record: says nothing")).toMatch(
      /did not hear a message.*\(hangs up\)$/,
    );
  });

  it.each(["human-then-voicemail", "several-phones"])(
    "%s: a colleague is called, and then a message taken",
    async (name) => {
      const ways = await play(name);
      for (const outcome of ["is busy", "does not answer"])
        expect(heardOn(ways, `Dial: ${outcome}, Record: speaks`)).toMatch(
          /is connected to.*after the tone.*\(is recorded\) “Thank you/,
        );
      expect(heardOn(ways, "Dial: is answered, Record: says nothing")).toMatch(
        /you can hang up now/,
      );
    },
  );

  it("menu: a key leads to a colleague, none to a message", async () => {
    const ways = await play("menu");
    expect(heardOn(ways, "Gather: presses 1, Dial: is answered")).toMatch(
      /is connected to \+14155550199/,
    );
    expect(heardOn(ways, "Gather: says nothing, Record: speaks")).toMatch(
      /\(is recorded\) “Thank you/,
    );
  });

  it("second-language: a key leads to Spanish, none to English", async () => {
    const ways = await play("second-language");
    expect(heardOn(ways, "Gather: presses 1")).toContain("Lo sentimos");
    expect(heardOn(ways, "Gather: says nothing")).toContain("We are sorry");
  });

  it("own-number: a country and a brand have their own words, by voice and by message", async () => {
    const say = async (channel: TwimlChannel, digits: string | null) =>
      heardOn(await play("own-number", channel, digits), "");
    expect(await say("voice", "49")).toContain("Es tut uns leid");
    expect(await say("messaging", "49")).toContain("Es tut uns leid");
    expect(await say("voice", "14155550100")).toContain("Blue Pizza");
    expect(await say("messaging", "14155550100")).toContain("Blue Pizza");
    expect(await say("voice", null)).toContain("We are sorry");
  });
});
