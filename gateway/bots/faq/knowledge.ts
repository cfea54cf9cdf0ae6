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
  /** Where each word is, so that a long text costs what it meets and not the whole list. */
  const places = new Map<string, number[]>();
  asked.forEach(({ counts }, at) => {
    for (const term of counts.keys()) {
      const found = places.get(term);
      if (found) found.push(at);
      else places.set(term, [at]);
    }
  });
  const weight = (term: string): number => {
    const n = places.get(term)?.length ?? 0;
    return Math.log(1 + (asked.length - n + 0.5) / (n + 0.5));
  };

  function scoresOf(terms: readonly string[]): Map<number, number> {
    const scores = new Map<number, number>();
    for (const term of terms) {
      const weighs = weight(term);
      for (const at of places.get(term) ?? []) {
        const { counts, length } = asked[at];
        const count = counts.get(term)!;
        const norm = K1 * (1 - B + B * length / lengthMean);
        scores.set(at, (scores.get(at) ?? 0) + weighs * count * (K1 + 1) / (count + norm));
      }
    }
    return scores;
  }

  /** The earlier in the list of two that are as good. */
  function bestOf(terms: readonly string[]): Words | undefined {
    let best = -1, bestScore = 0;
    for (const [at, score] of scoresOf(terms)) {
      const better = score > bestScore || (score === bestScore && at < best);
      if (better) [best, bestScore] = [at, score];
    }
    if (best < 0) return undefined;
    return isNear(asked[best], terms) ? asked[best].answer : undefined;
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
