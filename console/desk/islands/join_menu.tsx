import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { JOIN_MODES } from "../../../engine/contract/wire/states.ts";
import { Button } from "../../kit/components/button.tsx";
import { Users } from "../../kit/components/icons.tsx";
import { Popover } from "../../kit/components/popover.tsx";
import { besideAs } from "../model/beside.ts";
import { attempt } from "../stores/faults.ts";
import { closeLayer, isOpen, toggleLayer } from "../stores/layers.ts";
import { agentName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { whoIAm } from "../stores/session.ts";
import { api } from "../wire/api.ts";

/** Supervisors watch, whisper, barge in or share 查看 / 悄悄话 / 插话 / 共享. */
export function JoinMenu({ conversation }: { conversation: DeskConversation }) {
  const id = conversation.conversation;
  const open = isOpen("join", id);
  const as = besideAs(conversation, whoIAm());
  return (
    <Popover
      label={words.say("join.title")}
      open={open}
      onClose={closeLayer}
      opener={
        <Button
          compact
          icon={Users}
          title={words.say("join.title")}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => toggleLayer("join", id)}
        >
          <span class="words">{words.say(as ? `join.${as}` : "join.title")}</span>
        </Button>
      }
    >
      {JOIN_MODES.map((mode) => (
        <button
          key={mode}
          type="button"
          class="menu-item"
          aria-pressed={mode === as}
          onClick={async () => void (await attempt(api.join(id, { as: mode })) && closeLayer())}
        >
          <span class="nowrap">{words.say(`join.${mode}`)}</span>
          <span class="grow small muted">{words.say(`join.${mode}.text`)}</span>
        </button>
      ))}
    </Popover>
  );
}

/** Above the log: how I am in it, who else is, and the way out. */
export function BesideBar({ conversation }: { conversation: DeskConversation }) {
  const { joined = [], conversation: id } = conversation;
  if (joined.length === 0) return null;
  const as = besideAs(conversation, whoIAm());
  const others = joined.filter(({ who }) => who !== whoIAm());
  const names = others.map(({ who, as: mode }) =>
    words.say("join.person", { name: agentName(who), mode: words.say(`join.${mode}`) })
  );
  return (
    <div class="offer-bar beside" role="status">
      <span class="grow">
        {as && words.say("join.as", { mode: words.say(`join.${as}`) })}{" "}
        {names.length > 0 && (
          <span class="muted">{words.say("join.with", { names: names.join(" · ") })}</span>
        )}
      </span>
      {as && (
        <Button compact onClick={() => void attempt(api.part(id, {}))}>
          {words.say("join.leave")}
        </Button>
      )}
    </div>
  );
}
