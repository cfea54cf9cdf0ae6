import { useState } from "preact/hooks";
import type { ToldBlock } from "../../../engine/contract/wire/desk.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { Ban, Icon } from "../../kit/components/icons.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { now } from "../../kit/tick.ts";
import { besideAs } from "../model/beside.ts";
import { mayLift, stillBlocked } from "../model/block.ts";
import { putBlock } from "../stores/blocks.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { roleIs, selfId } from "../stores/session.ts";
import { dayOf, timeAtShop } from "../stores/shop_time.ts";
import type { Fault } from "../wire/http.ts";
import { BlockDialog } from "./block_dialog.tsx";

/** That a visitor is blocked, until when, and the way out for who has it; nothing when not so. */
export function BlockState(
  { visitor, blocked }: { visitor: string; blocked: ToldBlock | undefined },
) {
  const [fault, setFault] = useState<Fault>();
  const stands = stillBlocked(blocked, now.value);
  if (!stands) return null;
  const { untilAt } = stands;
  const lift = async () => setFault(await putBlock(visitor, undefined));
  return (
    <div class="blocked small" role="status">
      <Icon of={Ban} size={14} />
      <span class="grow">
        {untilAt === undefined ? words.say("block.open") : words.say("block.until", {
          time: `${dayOf(undefined, untilAt)} ${timeAtShop(untilAt)}`,
        })}
      </span>
      {mayLift(stands, { supervises: roleIs("supervisor", "admin"), agent: selfId() }) && (
        <Button
          compact
          onClick={() => void lift()}
        >
          {words.say("block.lift")}
        </Button>
      )}
      {fault && <InlineError>{faultText(fault)}</InlineError>}
    </div>
  );
}

/** On the card: that the visitor is blocked, or the way to it for who has the conversation. */
export function BlockPart(
  { conversation, name, blocked }: {
    conversation: DeskConversation;
    name: string;
    blocked: ToldBlock | undefined;
  },
) {
  const [asking, setAsking] = useState(false);
  const { visitor } = conversation;
  if (stillBlocked(blocked, now.value)) {
    return (
      <section>
        <BlockState visitor={visitor} blocked={blocked} />
      </section>
    );
  }
  if (!mayBlock(conversation)) return null;
  return (
    <section>
      <Button compact icon={Ban} onClick={() => setAsking(true)}>{words.say("block.ask")}</Button>
      {asking && <BlockDialog visitor={visitor} name={name} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** Supervisors, and whoever has or had the conversation; the engine has the last word. */
const mayBlock = (conversation: DeskConversation): boolean =>
  roleIs("supervisor", "admin") || conversation.agent === selfId() ||
  besideAs(conversation, selfId()) !== undefined;
