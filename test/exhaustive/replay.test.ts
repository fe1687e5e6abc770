import { surviveReplay } from "../support/laws/survive-replay";

/** The time goes into reading what was missed anew in each run, so this is a tenth of the worst. */
const ORDEAL = { messages: 1000, callbacks: 3000, people: 200, kills: 20 };

it("brings back what a long outage left, each once or named, killed 20 times", async () => {
  const figures = await surviveReplay(ORDEAL);
  expect(figures.answersLost).toBeGreaterThan(20);
  process.stderr.write(`replay: ${JSON.stringify(figures)}\n`);
}, 3_600_000);
