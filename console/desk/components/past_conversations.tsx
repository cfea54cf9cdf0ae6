import type { ConversationDetail } from "../../../engine/contract/wire/http.ts";
import { Icon, Star } from "../../kit/components/icons.tsx";
import { oneLine } from "../../kit/text.ts";
import { agentName, topicName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { pathOf } from "../stores/selection.ts";
import { dayOf } from "../stores/shop_time.ts";

/** What was before: when, what about, by whom, how it was rated. */
export function PastConversations(
  { past, current }: { past: ConversationDetail["past"]; current: string },
) {
  const others = past.filter((one) => one.conversation !== current);
  return (
    <section>
      <h3>
        {words.say("visitor.past")} <span class="count num">{others.length}</span>
      </h3>
      {others.length === 0 && <p class="small muted">{words.say("visitor.past.none")}</p>}
      <ul class="past">
        {others.map((one) => (
          <li key={one.conversation}>
            <time dateTime={new Date(one.openedAt).toISOString()}>
              {dayOf(one.shop, one.openedAt)}
            </time>
            <a class="grow cut" href={pathOf(one.conversation)} dir="auto">
              {summaryOf(one)}
            </a>
            {one.score !== undefined && (
              <span
                class="score num"
                role="img"
                aria-label={words.say("visitor.score", { score: one.score })}
              >
                <Icon of={Star} size={13} />
                {one.score}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function summaryOf(one: ConversationDetail["past"][number]): string {
  const topic = one.closingTopic ?? one.topic;
  const about = topic ? topicName(topic) : oneLine(one.preview ?? "") || words.say("preview.none");
  return one.agent ? `${about} · ${agentName(one.agent)}` : about;
}
