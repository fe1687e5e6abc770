import { surviveReplay } from "../../support/laws/survive-replay";

it("brings back each once or named, killed again and again, by two operators too", async () => {
  const figures = await surviveReplay({
    messages: 150,
    callbacks: 450,
    people: 40,
    kills: 4,
  });
  expect(figures.answersLost).toBeGreaterThan(0);
}, 120_000);
