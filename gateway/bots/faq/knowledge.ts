import type { Bot, Words } from "../../../engine/contract/wire/configuration.ts";
import { termsOf } from "./terms.ts";

/**
 * What one bot knows, ready to be searched. Made per bot and held with it alone: a search never
 * sees another bot's words, not even their frequencies.
 *
 * Ranking is Okapi BM25 (Robertson & Walker 1994; k1 = 1.2, b = 0.75) over the ways to ask. The
 * best is an answer only when it covers enough of what was asked, weighed by how telling each word
 * is: a wrong answer costs more than a person.
 */
const K1 = 1.2;
const B = 0.75;
/** Share of what was asked that the best has to cover; words nobody knows weigh most. */
const COVERED_LEAST = 0.4;
/** Less is enough when a known question is met nearly whole inside a longer one. */
const MET_LEAST = 0.8;
const COVERED_LEAST_WHEN_MET = 0.2;

interface Asked {
  answer: Words;
  counts: Map<string, number>;
  length: number;
}

export interface Knowledge {
  /** The answer, or undefined when nothing is near enough. */
  answer(text: string): Words | undefined;
}

export function knowledgeOf({ knowledge = [], keywords = [] }: Bot): Knowledge {
  const asked = knowledge.flatMap(({ questions, answer }) =>
    questions.map((question) => askedOf(question, answer))
  );
  const lengthMean = asked.reduce((sum, { length }) => sum + length, 0) / (asked.length || 1);
  const found = new Map<string, number>();
  for (const { counts } of asked) {
    for (const term of counts.keys()) found.set(term, (found.get(term) ?? 0) + 1);
  }
  const weight = (term: string): number => {
    const n = found.get(term) ?? 0;
    return Math.log(1 + (asked.length - n + 0.5) / (n + 0.5));
  };

  function score({ counts, length }: Asked, terms: readonly string[]): number {
    let sum = 0;
    for (const term of terms) {
      const count = counts.get(term);
      if (count === undefined) continue;
      const norm = K1 * (1 - B + B * length / lengthMean);
      sum += weight(term) * count * (K1 + 1) / (count + norm);
    }
    return sum;
  }

  function bestOf(terms: readonly string[]): Words | undefined {
    let best: Asked | undefined;
    let bestScore = 0;
    for (const one of asked) {
      const reached = score(one, terms);
      if (reached > bestScore) [best, bestScore] = [one, reached];
    }
    if (best === undefined) return undefined;
    return isNear(best, terms) ? best.answer : undefined;
  }

  function isNear({ counts }: Asked, terms: readonly string[]): boolean {
    const weigh = (some: readonly string[]) => some.reduce((sum, term) => sum + weight(term), 0);
    const common = weigh(terms.filter((term) => counts.has(term)));
    const covered = common / weigh(terms);
    const met = common / weigh([...counts.keys()]);
    return covered >= COVERED_LEAST || (met >= MET_LEAST && covered >= COVERED_LEAST_WHEN_MET);
  }

  return {
    answer(text) {
      const lower = text.toLowerCase();
      const keyword = keywords.find(({ words }) =>
        words.some((word) => lower.includes(word.toLowerCase()))
      );
      return keyword?.answer ?? bestOf([...new Set(termsOf(text))]);
    },
  };
}

function askedOf(question: string, answer: Words): Asked {
  const terms = termsOf(question);
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { answer, counts, length: terms.length };
}
