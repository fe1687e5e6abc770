import { randomBytes } from "node:crypto";
import { otherShard, shardOf } from "../../src/journal/shards";

describe("shards", () => {
  it("are the same for one call, and evenly loaded by many", () => {
    const loads = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const sid = `CA${randomBytes(16).toString("hex")}`;
      const shard = shardOf(sid, 10);
      expect(shardOf(sid, 10)).toBe(shard);
      loads[shard] = (loads[shard] ?? 0) + 1;
    }
    expect(Math.min(...loads)).toBeGreaterThan(850);
    expect(Math.max(...loads)).toBeLessThan(1150);
  });

  it("give any other in place of a full one, and none where there is one alone", () => {
    const others = new Set(Array.from({ length: 200 }, () => otherShard(2, 4)));
    expect([...others].sort()).toEqual([0, 1, 3]);
    expect(otherShard(0, 1)).toBeNull();
  });
});
