import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { timer } from "../../kit/i18n/formats.ts";
import { now } from "../../kit/tick.ts";
import { isOffered } from "../model/sections.ts";
import { attempt } from "../stores/faults.ts";
import { agentName, groupName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { wishFocus } from "../stores/selection.ts";
import { selfId } from "../stores/session.ts";
import { api } from "../wire/api.ts";

/** Yes or no to what is offered to me: a colleague's transfer, or a new one from the line. */
export function OfferActions({ conversation }: { conversation: DeskConversation }) {
  const id = conversation.conversation;
  const fresh = conversation.offer?.kind === "assignment";
  return (
    <div class="offer-actions">
      <Button
        compact
        kind="primary"
        onClick={() => void attempt(api.act(id, fresh ? "accept" : "acceptTransfer"))}
      >
        {words.say("transfer.accept")}
      </Button>
      <Button
        compact
        onClick={() => void attempt(api.act(id, fresh ? "decline" : "returnTransfer"))}
      >
        {words.say("transfer.decline")}
      </Button>
    </div>
  );
}

/** Above the log while a transfer is open: offered to me, or by me. */
export function OfferBar({ conversation }: { conversation: DeskConversation }) {
  const { offer } = conversation;
  if (!offer) return null;
  const time = timer(Math.max(0, offer.untilAt - now.value));
  if (isOffered(conversation, selfId())) {
    return (
      <div class="offer-bar" role="status">
        <div class="grow">
          <p class="num">
            {offer.kind === "assignment"
              ? words.say("offer.incoming", { group: groupName(offer.from), time })
              : words.say("transfer.incoming", { from: agentName(offer.from), time })}
          </p>
          {offer.note && <p class="line-note" dir="auto">{offer.note}</p>}
        </div>
        <OfferActions conversation={conversation} />
      </div>
    );
  }
  if (offer.kind === "assignment" || offer.from !== selfId()) return null;
  const to = "agent" in offer.to ? agentName(offer.to.agent) : groupName(offer.to.group);
  return (
    <div class="offer-bar" role="status">
      <span class="grow num">{words.say("transfer.pending", { to, time })}</span>
      <Button
        compact
        onClick={async () => {
          if (await attempt(api.act(conversation.conversation, "withdrawTransfer"))) wishFocus();
        }}
      >
        {words.say("transfer.withdraw")}
      </Button>
    </div>
  );
}
