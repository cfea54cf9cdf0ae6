import type { ComponentChildren } from "preact";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import type { DeliveryState } from "../../../engine/contract/wire/states.ts";
import { Avatar } from "../../kit/components/marks.tsx";
import {
  Ban,
  Check,
  CheckCheck,
  CircleCheck,
  Icon,
  Lock,
  TriangleAlert,
} from "../../kit/components/icons.tsx";
import { safeName } from "../../kit/text.ts";
import { agentName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { timeOf } from "../stores/shop_time.ts";
import { MessageContent } from "./message_body.tsx";

export type MessageEntry = Extract<Entry, { kind: "message" }>;

/** A message of either side, or a note among colleagues. */
export function Bubble(
  { entry, shop, visitorName, follows, closes, read, actions }: {
    entry: MessageEntry;
    /** By whose clock the times are told. */
    shop: string;
    visitorName: string;
    /** The same person wrote the message before. */
    follows: boolean;
    /** The last of a run: the time stands below it. */
    closes: boolean;
    read: boolean;
    actions?: ComponentChildren;
  },
) {
  if (entry.visibility === "staff") return <Note entry={entry} shop={shop} />;
  const mine = entry.from !== "visitor";
  const saidAt = entry.originAt ?? entry.at;
  return (
    <div class={`message ${mine ? "mine" : ""} ${follows ? "follows" : ""}`}>
      {!mine && (follows ? <span class="spacer" /> : <Avatar name={visitorName} size={28} />)}
      <div class="content">
        {!mine && <span class="visually-hidden">{visitorName}</span>}
        <Content entry={entry} />
        {(closes || actions || entry.auto || entry.delivery) && (
          <div class="stamp num">
            {mine && <Author entry={entry} />}
            <time dateTime={new Date(saidAt).toISOString()}>
              {timeOf(shop, saidAt)}
            </time>
            {mine && !entry.recalled && <Receipt read={read} delivery={entry.delivery} />}
            {actions}
          </div>
        )}
      </div>
    </div>
  );
}

function Content({ entry }: { entry: MessageEntry }) {
  if (entry.recalled) return <div class="bubble withdrawn">{words.say("message.recalled")}</div>;
  if (!entry.body) return <div class="bubble withdrawn">{words.say("message.erased")}</div>;
  return <MessageContent body={entry.body} />;
}

/** Automatic messages say so; of people the name stands only where several may have written. */
function Author({ entry }: { entry: MessageEntry }) {
  if (entry.auto) return <span>{words.say(`message.auto.${entry.auto}`)}</span>;
  const name = <bdi>{safeName(entry.name, agentName(entry.author))}</bdi>;
  return entry.bot ? <span>{name} · {words.say("message.bot")}</span> : name;
}

/** What the channel reported says more than that it was sent; read says more than delivered. */
function Receipt({ read, delivery }: { read: boolean; delivery?: DeliveryState }) {
  if (delivery === "failed" || delivery === "blocked") {
    return (
      <span class="fault">
        <Icon of={delivery === "failed" ? TriangleAlert : Ban} size={13} />
        {words.say(`message.delivery.${delivery}`)}
      </span>
    );
  }
  if (delivery === "delivered" && !read) {
    return (
      <>
        <Icon of={CircleCheck} size={13} />
        <span>{words.say("message.delivery.delivered")}</span>
      </>
    );
  }
  return (
    <>
      <Icon of={read ? CheckCheck : Check} size={13} />
      <span>{words.say(read ? "message.read" : "message.sent")}</span>
    </>
  );
}

function Note({ entry, shop }: { entry: MessageEntry; shop: string }) {
  const name = safeName(entry.name, agentName(entry.author));
  const text = entry.body?.kind === "text" ? entry.body.text : undefined;
  return (
    <div class="note">
      <Icon of={Lock} size={14} />
      <div class="grow">
        <small>{words.say("message.note", { name })}</small>
        {text === undefined ? <Content entry={entry} /> : <p dir="auto">{text}</p>}
      </div>
      <time class="small muted num">{timeOf(shop, entry.at)}</time>
    </div>
  );
}
