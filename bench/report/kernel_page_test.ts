import assert from "node:assert/strict";
import type { Figure } from "../figures.ts";
import { kernelPage } from "./kernel_page.ts";

const figure = (name: string, value: number, met: boolean): Figure => ({
  name,
  value,
  unit: "1/s",
  goal: "≥ 2000000",
  met,
});

Deno.test("bench kernel - the page has a bar per strategy, the goal, and the profile of a miss", () => {
  const name = "kernel.decisions_per_s.low.10k_200";
  const figures = [
    figure(`${name}.weighted`, 1_000_000, false),
    figure(`${name}.roundRobin`, 2_500_000, true),
    figure(name, 1_000_000, false),
  ];
  const page = kernelPage({
    bench: "kernel",
    at: "2026-11-11T00:00:00Z",
    commit: "abc",
    machine: { cpu: "one", cores: 2, memoryBytes: 1 },
    versions: { deno: "2" },
    figures,
  }, [{
    mix: "low",
    size: "10k_200",
    strategy: "weighted",
    shares: [{ name: "link <index>", share: 0.25 }],
  }]);
  assert.equal(page.match(/<rect /g)?.length, 2);
  assert.match(page, /class="goal"/);
  assert.match(page, /low, weighted, 10k_200/);
  assert.match(page, /link &#60;index&#62;<\/td><td>25.0 %/);
  assert.doesNotMatch(page, /https?:/);
});
