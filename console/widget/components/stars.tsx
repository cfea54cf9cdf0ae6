import { useRef } from "preact/hooks";
import { t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

/** A radio group: one tab stop, arrows inside, picked as they move. */
export function Stars(
  { score, scores, onPick }: { score: number; scores: number; onPick: (score: number) => void },
) {
  const group = useRef<HTMLDivElement>(null);
  const pick = (n: number) => {
    onPick(n);
    group.current?.querySelectorAll("button")[n - 1]?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    pick((Math.max(score, 1) - 1 + step + scores) % scores + 1);
  };
  return (
    <div ref={group} class="stars" role="radiogroup" aria-label={t("rateScore")} onKeyDown={onKey}>
      {Array.from({ length: scores }, (_, at) =>
        at + 1).map((n) => (
          <button
            key={n}
            type="button"
            role="radio"
            aria-checked={n === score}
            aria-label={t("stars", { n })}
            tabIndex={n === Math.max(score, 1) ? 0 : -1}
            class={n <= score ? "on" : undefined}
            onClick={() => pick(n)}
          >
            <Icon name="star" size={24} />
          </button>
        ))}
    </div>
  );
}
