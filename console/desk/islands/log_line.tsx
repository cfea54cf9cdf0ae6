import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { now } from "../../kit/tick.ts";
import { Bubble, type MessageEntry } from "../components/bubble.tsx";
import { RoutingLine } from "../components/routing_line.tsx";
import type { LogLine } from "../model/log_lines.ts";
import { attempt } from "../stores/faults.ts";
import { configuration, nameOf } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { visitorReadUpTo } from "../stores/reads.ts";
import { wishFocus } from "../stores/selection.ts";
import { roleIs, selfId } from "../stores/session.ts";
import { dayOf } from "../stores/shop_time.ts";
import { api } from "../wire/api.ts";
import { ExplainButton } from "./explain_dialog.tsx";

/** A line of the log: a message, a note, or what the system did and why. */
export function LogLineView(
  { line, conversation }: { line: LogLine; conversation: DeskConversation },
) {
  const { entry, newDay, follows, closes } = line;
  const { conversation: id, shop } = conversation;
  return (
    <>
      {newDay && <p class="day">{words.say("log.day", { day: dayOf(shop, entry.at) })}</p>}
      {entry.kind === "line"
        ? (
          <RoutingLine
            event={entry.event}
            shop={shop}
            more={"why" in entry.event && roleIs("supervisor", "admin") && (
              <ExplainButton conversation={id} seq={entry.seq} />
            )}
          />
        )
        : (
          <Bubble
            entry={entry}
            shop={shop}
            visitorName={nameOf(conversation)}
            follows={follows && !newDay}
            closes={closes}
            read={(visitorReadUpTo.value[id] ?? 0) >= entry.seq}
            actions={closes && <Recall conversation={id} entry={entry} />}
          />
        )}
    </>
  );
}

/** Until the company's configuration is known: two minutes. */
const RECALL_MS = 120_000;

/** Own messages can be taken back for a short time. */
function Recall({ conversation, entry }: { conversation: string; entry: MessageEntry }) {
  const within = configuration.value?.times.recallMs ?? RECALL_MS;
  const mine = entry.from === "agent" && entry.author === selfId() && !entry.auto;
  if (!mine || entry.recalled || now.value - entry.at > within) return null;
  return (
    <Button
      kind="link"
      onClick={async () => {
        if (await attempt(api.recall(conversation, entry.message))) wishFocus();
      }}
    >
      {words.say("conversation.recall")}
    </Button>
  );
}
