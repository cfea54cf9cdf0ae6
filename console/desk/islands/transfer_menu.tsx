import { useEffect, useState } from "preact/hooks";
import type { Colleagues } from "../../../engine/contract/wire/http.ts";
import type { TransferTarget } from "../../../engine/contract/wire/commands.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { ArrowLeftRight } from "../../kit/components/icons.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { Popover } from "../../kit/components/popover.tsx";
import { collator } from "../../kit/i18n/formats.ts";
import { attempt } from "../stores/faults.ts";
import { closeLayer, isOpen, toggleLayer } from "../stores/layers.ts";
import { colleagues, loadColleagues } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { wishFocus } from "../stores/selection.ts";
import { selfId } from "../stores/session.ts";
import { api } from "../wire/api.ts";

/** Colleagues and groups with their room; a full one is shown before, not refused after. */
export function TransferMenu({ conversation }: { conversation: string }) {
  const open = isOpen("transfer", conversation);
  useEffect(() => {
    if (open) void loadColleagues();
  }, [open]);
  return (
    <Popover
      label={words.say("transfer.title")}
      open={open}
      onClose={closeLayer}
      opener={
        <Button
          compact
          icon={ArrowLeftRight}
          title={`${words.say("conversation.transfer")} (T)`}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => toggleLayer("transfer", conversation)}
        >
          <span class="words">{words.say("conversation.transfer")}</span>
        </Button>
      }
    >
      <Targets conversation={conversation} />
    </Popover>
  );
}

function Targets({ conversation }: { conversation: string }) {
  const [note, setNote] = useState("");
  /** The button that was pressed is gone: who writes on does so in the composer. */
  const done = (worked: boolean) => {
    if (!worked) return;
    closeLayer();
    wishFocus();
  };
  const transfer = async (to: TransferTarget) => {
    const body = note.trim() === "" ? { to } : { to, note: note.trim() };
    done(await attempt(api.transfer(conversation, body)));
  };
  /** The colleague whispers beside me; it stays mine. */
  const consult = async (agent: string) => {
    const body = note.trim() === "" ? { agent } : { agent, note: note.trim() };
    done(await attempt(api.consult(conversation, body)));
  };
  const byName = collator(language());
  const agents = colleagues.value.agents
    .filter((one) => one.agent !== selfId())
    .sort((one, other) =>
      Number(other.room) - Number(one.room) || byName.compare(one.record.name, other.record.name)
    );
  const { groups } = colleagues.value;
  if (agents.length === 0 && groups.length === 0) {
    return <p class="menu-head">{words.say("transfer.none")}</p>;
  }
  return (
    <div class="transfer-menu">
      <Field label={words.say("transfer.note")}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            maxLength={500}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <p class="menu-head">{words.say("transfer.groups")}</p>
      {groups.map((group) => (
        <button
          key={group.group}
          type="button"
          class="menu-item"
          onClick={() => void transfer({ group: group.group })}
        >
          <span class="grow cut">{group.name[language()]}</span>
          <span class="small muted">
            {words.say(group.online === 0 ? "transfer.groupEmpty" : "transfer.groupRoom", {
              free: group.free,
              waiting: group.waiting,
            })}
          </span>
        </button>
      ))}
      <p class="menu-head">{words.say("transfer.agents")}</p>
      {agents.map((one) => (
        <div key={one.agent} class="target">
          <button
            type="button"
            class="menu-item"
            disabled={!one.room}
            onClick={() => void transfer({ agent: one.agent })}
          >
            <Avatar name={one.record.name} size={28} picture={one.record.portrait} />
            <span class="grow row">
              <Name of={one.record.name} />
            </span>
            <Room room={one.room} online={isHere(one)} />
          </button>
          <Button
            compact
            kind="link"
            disabled={!isHere(one) && one.presence !== "busy"}
            aria-label={words.say("consult.label", { name: one.record.name })}
            onClick={() => void consult(one.agent)}
          >
            {words.say("consult.ask")}
          </Button>
        </div>
      ))}
    </div>
  );
}

const isHere = (one: Colleagues["agents"][number]): boolean =>
  one.presence === "online" && one.connection === "connected";

function Room({ room, online }: { room: boolean; online: boolean }) {
  if (room) return <Chip tone="ok">{words.say("transfer.room")}</Chip>;
  return <Chip>{words.say(online ? "transfer.full" : "transfer.offline")}</Chip>;
}
