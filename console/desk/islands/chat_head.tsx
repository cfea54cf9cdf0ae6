import { useLocation } from "preact-iso";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button, IconButton } from "../../kit/components/button.tsx";
import {
  ArrowLeft,
  Check,
  Clock,
  Columns3,
  Icon,
  Maximize2,
  PanelRight,
  X,
} from "../../kit/components/icons.tsx";
import { Chip, Kbd, Name } from "../../kit/components/marks.tsx";
import { timer } from "../../kit/i18n/formats.ts";
import { now } from "../../kit/tick.ts";
import { RowWait } from "../components/row_wait.tsx";
import { attempt } from "../stores/faults.ts";
import { drawer, openLayer } from "../stores/layers.ts";
import { agentName, groupName, nameOf, shopName, topicName } from "../stores/names.ts";
import { dropPane, openAlone } from "../stores/panes.ts";
import { words } from "../stores/preferences.ts";
import { roleIs, selfId } from "../stores/session.ts";
import { api } from "../wire/api.ts";
import { SuperviseMenus } from "./supervise_menus.tsx";
import { TransferMenu } from "./transfer_menu.tsx";

/** Who it is, where it stands, and what can be done with it. */
export function ChatHead(
  { conversation, column }: { conversation: DeskConversation; column?: number },
) {
  const { route } = useLocation();
  const id = conversation.conversation;
  const ringed = conversation.breachAt !== undefined && conversation.state !== "closed";
  return (
    <header class="chat-head">
      {column !== undefined && (
        <span class="column-number" title={words.say("multi.column", { column })}>
          <Kbd>{column}</Kbd>
        </span>
      )}
      <span class="back">
        <IconButton label={words.say("back")} icon={ArrowLeft} onClick={() => route("/desk/")} />
      </span>
      {ringed && <RowWait conversation={conversation} size={36} />}
      <div class="grow">
        <h2>
          <Name of={nameOf(conversation)} />
          {conversation.topic && <Chip>{topicName(conversation.topic)}</Chip>}
        </h2>
        <p class="cut">
          <Standing conversation={conversation} />
        </p>
      </div>
      <div class="chat-actions">
        <Actions conversation={conversation} />
      </div>
      {column === undefined ? <AloneTools id={id} /> : (
        <>
          <IconButton
            compact
            label={words.say("multi.alone")}
            icon={Maximize2}
            onClick={() => openAlone(id)}
          />
          <IconButton
            compact
            label={words.say("multi.close")}
            icon={X}
            onClick={() => dropPane(id)}
          />
        </>
      )}
    </header>
  );
}

function AloneTools({ id }: { id: string }) {
  return (
    <>
      <a
        class="icon-btn to-multi"
        href={`/desk/multi/c/${encodeURIComponent(id)}`}
        aria-label={words.say("multi.open")}
        title={words.say("multi.open")}
      >
        <Icon of={Columns3} size={18} />
      </a>
      <span class="details-toggle">
        <IconButton
          label={words.say("conversation.details")}
          icon={PanelRight}
          shortcut="V"
          on={drawer.value}
          aria-expanded={drawer.value}
          onClick={() => void (drawer.value = !drawer.value)}
        />
      </span>
    </>
  );
}

function Standing({ conversation }: { conversation: DeskConversation }) {
  const { shop, group, agent, state, assignedAt, enqueuedAt } = conversation;
  const waits = state === "waiting" || state === "left";
  const time = timer(now.value - (waits ? enqueuedAt : assignedAt ?? conversation.openedAt));
  const parts = [
    shopName(shop),
    groupName(group),
    state === "assigned" ? undefined : words.say(`conversation.state.${state}`),
    agent && words.say("conversation.by", { agent: agentName(agent) }),
    state !== "closed" && state !== "parked" &&
    words.say(waits ? "conversation.waiting" : "conversation.running", { time }),
  ];
  return <span class="num">{parts.filter(Boolean).join(" · ")}</span>;
}

function Actions({ conversation }: { conversation: DeskConversation }) {
  const id = conversation.conversation;
  const { state } = conversation;
  const mine = conversation.agent === selfId();
  if (!mine) {
    if (state === "closed" || !roleIs("supervisor", "admin")) return null;
    return <SuperviseMenus conversation={conversation} />;
  }
  if (state === "closed") return null;
  return (
    <>
      {state === "parked"
        ? (
          <Button
            compact
            icon={Clock}
            title={words.say("conversation.unpark")}
            onClick={() => void attempt(api.act(id, "unpark"))}
          >
            <span class="words">{words.say("conversation.unpark")}</span>
          </Button>
        )
        : (
          <Button
            compact
            icon={Clock}
            title={`${words.say("conversation.park")} (P)`}
            onClick={() => openLayer("park", id)}
          >
            <span class="words">{words.say("conversation.park")}</span>
          </Button>
        )}
      {state === "assigned" && !conversation.offer && <TransferMenu conversation={id} />}
      <Button
        compact
        title={`${words.say("conversation.close")} (E)`}
        onClick={() => openLayer("close", id)}
      >
        <Icon of={Check} size={14} />
        <span class="words">{words.say("conversation.close")}</span>
      </Button>
    </>
  );
}
