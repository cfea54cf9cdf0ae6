import type { EstimateRange } from "../../../engine/contract/wire/commands.ts";
import { fellBack, positions } from "../stores/conversations.ts";
import { wantsToLeave } from "../stores/faces.ts";
import { away } from "../stores/line.ts";
import type { Thread } from "../stores/thread.ts";
import { t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

const MINUTE_MS = 60_000;

/**
 * Place in line and the wait as a range. Nothing counts down here: an estimate is a range of whole
 * minutes or it is absent (also while the line is lost), and a place moves only when the engine
 * says so.
 */
export function QueueCard({ thread }: { thread: Thread }) {
  const { conversation, position, estimate } = thread.summary;
  const live = positions.value.get(conversation);
  const place = live?.position ?? position;
  const range = away.value ? undefined : live ? live.estimate : estimate;
  const exact = live?.exact ?? true;
  const unattended = (live ?? thread.summary).unattended === true;
  return (
    <section class="queue" aria-label={t("waitingFor")}>
      <div class="place">
        {place !== undefined && (
          <p class="ahead">
            <b class="num">{place - 1}</b>
            <small>{t(exact ? "placeLabel" : "placeLabelAbout")}</small>
          </p>
        )}
        <div class="grow" role="status">
          <h2>{unattended ? t("nobodyOnline") : headline(place, range)}</h2>
          {place !== undefined && (
            <p class="muted num">{t(exact ? "place" : "placeAbout", { n: place })}</p>
          )}
        </div>
      </div>
      <ul class="notes">
        {fellBack.value.has(conversation) && <Note text={t("placeRose")} />}
        <Note text={t("mayTell")} />
        <Note text={t("mayLeave")} />
      </ul>
      <button type="button" class="btn wide" onClick={() => wantsToLeave.value = true}>
        <Icon name="mail" size={16} />
        {t("switchToLeave")}
      </button>
    </section>
  );
}

const Note = ({ text }: { text: string }) => (
  <li>
    <Icon name="info" size={14} />
    <span>{text}</span>
  </li>
);

function headline(place: number | undefined, range: EstimateRange | undefined): string {
  if (range !== undefined) return rangeText(range);
  return t(place === 1 ? "placeNext" : "waitingFor");
}

function rangeText({ fromMs, toMs }: EstimateRange): string {
  const to = Math.ceil(toMs / MINUTE_MS);
  const from = Math.max(1, Math.floor(fromMs / MINUTE_MS));
  if (toMs < MINUTE_MS) return t("waitShort");
  return from < to ? t("waitRange", { from, to }) : t("waitAbout", { n: to });
}
