import { useEffect } from "preact/hooks";
import type { TransferTarget } from "../../../engine/contract/wire/commands.ts";
import type { Colleagues } from "../../../engine/contract/wire/http.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { ArrowLeftRight, ArrowUp, Undo2 } from "../../kit/components/icons.tsx";
import { Name } from "../../kit/components/marks.tsx";
import { Popover } from "../../kit/components/popover.tsx";
import { attempt } from "../stores/faults.ts";
import { closeLayer, isOpen, toggleLayer } from "../stores/layers.ts";
import { agentName, colleagues, groupName, loadColleagues } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { api } from "../wire/api.ts";
import { JoinMenu } from "./join_menu.tsx";

/** What a supervisor does with somebody else's conversation: beside it, move, sooner, back. */
export function SuperviseMenus({ conversation }: { conversation: DeskConversation }) {
  const { conversation: id, state, class: rank } = conversation;
  const held = state === "assigned" || state === "parked";
  return (
    <>
      <JoinMenu conversation={conversation} />
      <MoveMenu conversation={conversation} />
      {state === "waiting" && rank > 0 && (
        <Button
          compact
          icon={ArrowUp}
          title={words.say("conversation.raise")}
          onClick={() => void attempt(api.prioritise(id, { class: rank - 1 }))}
        >
          <span class="words">{words.say("conversation.raise")}</span>
        </Button>
      )}
      {held && (
        <Button
          compact
          icon={Undo2}
          title={words.say("conversation.reclaim")}
          onClick={() => void attempt(api.act(id, "reclaim"))}
        >
          <span class="words">{words.say("conversation.reclaim")}</span>
        </Button>
      )}
    </>
  );
}

function MoveMenu(
  { conversation: { conversation: id, agent } }: { conversation: DeskConversation },
) {
  const open = isOpen("move", id);
  // away from the wall nothing else asks: room as it was at sign-in would call everybody away
  useEffect(() => {
    if (open) void loadColleagues();
  }, [open]);
  const move = async (to: TransferTarget) =>
    void (await attempt(api.move(id, { to })) && closeLayer());
  return (
    <Popover
      label={words.say("move.title")}
      open={open}
      onClose={closeLayer}
      opener={
        <Button
          compact
          icon={ArrowLeftRight}
          title={words.say("move.title")}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => toggleLayer("move", id)}
        >
          <span class="words">{words.say("move.open")}</span>
        </Button>
      }
    >
      <p class="menu-head">{words.say("transfer.groups")}</p>
      {colleagues.value.groups.map(({ group }) => (
        <button
          key={group}
          type="button"
          class="menu-item"
          onClick={() => void move({ group })}
        >
          {groupName(group)}
        </button>
      ))}
      <p class="menu-head">{words.say("transfer.agents")}</p>
      {colleagues.value.agents.filter((one) => one.agent !== agent).map((one) => (
        <button
          key={one.agent}
          type="button"
          class="menu-item"
          disabled={!one.room}
          onClick={() => void move({ agent: one.agent })}
        >
          <Name of={agentName(one.agent)} />
          <span class="small muted">{words.say(roomOf(one))}</span>
        </button>
      ))}
    </Popover>
  );
}

/** The desk refuses a move to who is full or away: it is said before, as with a transfer. */
function roomOf({ room, presence, connection }: Colleagues["agents"][number]) {
  if (room) return "move.room";
  return presence === "online" && connection === "connected" ? "move.full" : "move.away";
}
