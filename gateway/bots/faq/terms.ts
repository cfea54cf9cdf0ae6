/**
 * The words of a text, in Chinese and English alike: segmented by the runtime, lower case, without
 * the words that carry no question. Runs of Chinese count by their pairs of characters, so that it
 * does not matter where one word is cut from the next; English words by their stems.
 */
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Longest text that is looked at; a question is far shorter. */
const TEXT_MAX = 500;

const STOP: ReadonlySet<string> = new Set([
  ..."的 了 吗 呢 吧 啊 呀 么 是 有 在 我 你 您 我们 你们 请问 请 一下 这个 那个 这 那 都 就 也 和 与 会 要 想 问 怎么 什么 如何 多少 多久 能 可以 几"
    .split(" "),
  ..."a an the is are am be do does did can could will would i you we it my your me to of for in on at and or how what when where please there"
    .split(" "),
]);

const HAN = /^\p{Script=Han}+$/u;

export function termsOf(text: string): string[] {
  const terms: string[] = [];
  let run = "";
  const endRun = () => {
    terms.push(...pairsOf(run));
    run = "";
  };
  for (const { segment, isWordLike } of segmenter.segment(text.slice(0, TEXT_MAX).toLowerCase())) {
    const counts = isWordLike === true && !STOP.has(segment);
    if (counts && HAN.test(segment)) {
      run += segment;
      continue;
    }
    endRun();
    if (counts) terms.push(stemOf(segment));
  }
  endRun();
  return terms;
}

function pairsOf(run: string): string[] {
  const letters = [...run];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, at) => letters[at] + letter);
}

/** Enough of English endings that `returns` meets `return` and `shipping` meets `ship`. */
function stemOf(word: string): string {
  const stem = word.replace(/(?:ies)$/, "y").replace(/(?:ing|ed|es|s)$/, "");
  if (stem.length < 3) return word;
  return stem.replace(/([bdgmnprt])\1$/, "$1");
}
