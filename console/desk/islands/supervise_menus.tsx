import type { TransferTarget } from "../../../engine/contract/wire/commands.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { ArrowLeftRight, ArrowUp, Undo2 } from "../../kit/components/icons.tsx";
import { Name } from "../../kit/components/marks.tsx";
import { Popover } from "../../kit/components/popover.tsx";
import { attempt } from "../stores/faults.ts";
import { closeLayer, isOpen, toggleLayer } from "../stores/layers.ts";
import { agentName, colleagues, groupName } from "../stores/names.ts";
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
          onClick={() => void move({ agent: one.agent })}
        >
          <Name of={agentName(one.agent)} />
          <span class="small muted">{words.say(one.room ? "move.room" : "move.full")}</span>
        </button>
      ))}
    </Popover>
  );
}
