/**
 * Chat as limited processor sharing (Tezcan & Zhang 2014): n agents with at most K chats each; an
 * agent with k chats completes them at total rate rates[k−1]; arrivals queue only when all are at
 * K and abandon at rate θ. Exact Markov chain over how many agents stand at each level, solved by
 * uniformised power iteration.
 */
export interface ChatSharing {
  waits: number;
  abandons: number;
}

/** To which agent an arrival goes, by load. */
export type ChatChoice = "least" | "random" | "most";

interface Chain {
  levels: number[][];
  index: Map<string, number>;
  queueMax: number;
}

function levelsOf(agents: number, kinds: number): number[][] {
  if (kinds === 1) return [[agents]];
  return Array.from({ length: agents + 1 }, (_, first) => first).flatMap((first) =>
    levelsOf(agents - first, kinds - 1).map((rest) => [first, ...rest])
  );
}

const moved = (counts: number[], from: number, to: number): number[] => {
  const next = counts.slice();
  next[from]--;
  next[to]++;
  return next;
};

/** Where an arrival goes: level → probability. */
function choices(counts: number[], choice: ChatChoice): [level: number, share: number][] {
  const open = counts.slice(0, -1).map((count, level) => ({ count, level })).filter((entry) =>
    entry.count > 0
  );
  if (open.length === 0) return [];
  if (choice === "least") return [[open[0].level, 1]];
  if (choice === "most") return [[open.at(-1)!.level, 1]];
  const total = open.reduce((sum, entry) => sum + entry.count, 0);
  return open.map((entry) => [entry.level, entry.count / total]);
}

type Move = [from: number, to: number, rate: number];

function movesOf(
  chain: Chain,
  lambda: number,
  rates: number[],
  theta: number,
  choice: ChatChoice,
): Move[] {
  const moves: Move[] = [];
  const top = rates.length;
  const full = chain.levels.findIndex((counts) => counts[top] === counts.reduce((a, b) => a + b));
  const state = (counts: number[]) => chain.index.get(counts.join())!;
  const queued = (q: number) => chain.levels.length + q - 1;
  chain.levels.forEach((counts, from) => {
    for (const [level, share] of choices(counts, choice)) {
      moves.push([from, state(moved(counts, level, level + 1)), lambda * share]);
    }
    for (let level = 1; level <= top; level++) {
      const rate = counts[level] * rates[level - 1];
      if (rate > 0) moves.push([from, state(moved(counts, level, level - 1)), rate]);
    }
  });
  const drain = chain.levels[full][top] * rates[top - 1];
  for (let q = 1; q <= chain.queueMax; q++) {
    const before = q === 1 ? full : queued(q - 1);
    moves.push([before, queued(q), lambda], [queued(q), before, drain + q * theta]);
  }
  return moves;
}

const QUEUE_MAX = 200;
const ROUNDS_MAX = 400_000;
const SETTLED = 1e-15;

function solve(moves: Move[], states: number): Float64Array {
  const out = new Float64Array(states);
  for (const [from, , rate] of moves) out[from] += rate;
  const fastest = Math.max(...out) * 1.05;
  let now = new Float64Array(states).fill(1 / states);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const next = now.map((probability, s) => probability * (1 - out[s] / fastest));
    for (const [from, to, rate] of moves) next[to] += now[from] * (rate / fastest);
    let moved = 0;
    for (let s = 0; s < states; s++) moved = Math.max(moved, Math.abs(next[s] - now[s]));
    now = next;
    if (moved < SETTLED) break;
  }
  return now;
}

export function chatSharing(
  { n, lambda, rates, theta, choice }: {
    n: number;
    lambda: number;
    rates: number[];
    theta: number;
    choice: ChatChoice;
  },
): ChatSharing {
  const levels = levelsOf(n, rates.length + 1);
  const index = new Map(levels.map((counts, state) => [counts.join(), state]));
  const chain: Chain = { levels, index, queueMax: QUEUE_MAX };
  const moves = movesOf(chain, lambda, rates, theta, choice);
  const probabilities = solve(moves, levels.length + QUEUE_MAX);
  const full = levels.findIndex((counts) => counts[rates.length] === n);
  let waits = probabilities[full];
  let queue = 0;
  for (let q = 1; q <= QUEUE_MAX; q++) {
    waits += probabilities[levels.length + q - 1];
    queue += q * probabilities[levels.length + q - 1];
  }
  return { waits, abandons: (theta * queue) / lambda };
}
