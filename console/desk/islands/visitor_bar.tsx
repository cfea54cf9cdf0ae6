import { safeAddress } from "../../kit/text.ts";
import { detailsOf } from "../stores/details.ts";
import { words } from "../stores/preferences.ts";

/** Who it is in one line, where there is no room for the pane: page, contact, past conversations. */
export function VisitorBar({ id }: { id: string }) {
  const known = detailsOf(id);
  if (known.state !== "ready") return <p class="visitor-bar" />;
  const { card, facts, past } = known.detail;
  const page = safeAddress(facts?.page);
  const parts = [card.phone, card.note, ...(card.tags ?? [])].filter(Boolean);
  return (
    <p class="visitor-bar small">
      <span class="grow cut">
        {page
          ? (
            <a href={page} target="_blank" rel="noopener noreferrer nofollow">
              {facts?.title || page}
            </a>
          )
          : facts?.title ?? words.say("multi.noPage")}
        {parts.length > 0 && <span class="muted">· {parts.join(" · ")}</span>}
      </span>
      <span class="muted nowrap">{words.say("multi.past", { count: past.length })}</span>
    </p>
  );
}
