import { useSignal } from "@preact/signals";
import type { PublicRoute } from "../../../engine/contract/wire/http.ts";
import { rate } from "../stores/faces.ts";
import { own, t } from "../words/words.ts";
import { outcomeText } from "../words/refusal_text.ts";
import { Icon } from "./icon.tsx";
import { Stars } from "./stars.tsx";

/** The longest comment that is sent with a rating. */
const COMMENT_MAX = 500;

/** Score first; then the reasons that belong to that score, and a comment. */
export function RatingCard(
  { conversation, route: { rating, ratingTitle, ratingComment } }: {
    conversation: string;
    route: PublicRoute;
  },
) {
  const title = ratingTitle ? own(ratingTitle) : t("rateTitle");
  const score = useSignal(0);
  const picked = useSignal<readonly string[]>([]);
  const comment = useSignal("");
  const error = useSignal("");
  const busy = useSignal(false);
  const reasons = rating.reasons.filter((reason) => reason.scores.includes(score.value));

  const toggle = (id: string) => {
    picked.value = picked.value.includes(id)
      ? picked.value.filter((one) => one !== id)
      : [...picked.value, id];
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    const outcome = await rate(conversation, {
      score: score.value,
      reasons: picked.value.filter((id) => reasons.some((reason) => reason.id === id)),
      ...(comment.value.trim() !== "" && { comment: comment.value.trim() }),
    });
    busy.value = false;
    error.value = outcomeText(outcome);
  };

  return (
    <form class="rate" onSubmit={submit} aria-label={title}>
      <h2>{title}</h2>
      <Stars score={score.value} scores={rating.scores} onPick={(n) => score.value = n} />
      {score.value > 0 && (
        <>
          {reasons.length > 0 && (
            <div class="picks" role="group" aria-label={t("rateReasons")}>
              {reasons.map((reason) => (
                <button
                  key={reason.id}
                  type="button"
                  class="pick"
                  aria-pressed={picked.value.includes(reason.id)}
                  onClick={() => toggle(reason.id)}
                >
                  {own(reason.name)}
                </button>
              ))}
            </div>
          )}
          {ratingComment !== false && (
            <textarea
              class="input"
              rows={2}
              maxLength={COMMENT_MAX}
              aria-label={t("rateComment")}
              placeholder={t("rateCommentHint")}
              value={comment.value}
              onInput={(event) => comment.value = event.currentTarget.value}
            />
          )}
          <button type="submit" class="btn primary big" disabled={busy.value}>
            {t("rateSubmit")}
          </button>
        </>
      )}
      {error.value !== "" && (
        <p class="error" role="alert">
          <Icon name="alert" size={13} />
          {error.value}
        </p>
      )}
    </form>
  );
}
