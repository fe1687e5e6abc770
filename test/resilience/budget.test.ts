import { startBudget } from "../../src/resilience/budget";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a budget", () => {
  it("keeps back the time to reply, and is never below nothing", () => {
    expect(startBudget(1000).remainingMs()).toBeLessThanOrEqual(950);
    expect(startBudget(20).remainingMs()).toBe(0);
  });

  it("gives shares that neither last longer than asked nor than itself", () => {
    const budget = startBudget(1000);
    const share = budget.share(100);
    expect(share.remainingMs()).toBeLessThanOrEqual(100);
    expect(share.share(500).remainingMs()).toBeLessThanOrEqual(100);
    expect(budget.share(5000).remainingMs()).toBeLessThanOrEqual(950);
    expect(budget.share(-1).remainingMs()).toBe(0);
  });

  it("counts the time of the whole invocation in every share", async () => {
    const budget = startBudget(1000);
    await wait(20);
    const share = budget.share(100);
    expect(share.startedAt).toBe(budget.startedAt);
    expect(share.elapsedMs()).toBeGreaterThanOrEqual(19);
    await wait(20);
    expect(share.remainingMs()).toBeLessThanOrEqual(81);
  });
});
