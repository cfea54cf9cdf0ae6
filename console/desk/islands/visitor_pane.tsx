import { useEffect, useRef, useState } from "preact/hooks";
import type { CustomerFact } from "../../../engine/contract/wire/desk.ts";
import type { ConversationDetail } from "../../../engine/contract/wire/http.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button, IconButton } from "../../kit/components/button.tsx";
import {
  Globe,
  Languages,
  Link,
  MapPin,
  Pencil,
  Search,
  ShoppingCart,
  Smartphone,
  User,
  X,
} from "../../kit/components/icons.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { safeAddress } from "../../kit/text.ts";
import { type Fact, FactList } from "../components/fact_list.tsx";
import { OrderList } from "../components/order_list.tsx";
import { PageTrail } from "../components/page_trail.tsx";
import { PastConversations } from "../components/past_conversations.tsx";
import { keywordOf } from "../model/keyword.ts";
import { languageName } from "../model/language_name.ts";
import { conversationOf } from "../stores/conversations.ts";
import { detailsOf, loadDetails } from "../stores/details.ts";
import { faultText } from "../stores/faults.ts";
import { drawer } from "../stores/layers.ts";
import { agentName, groupName, nameOf, shopName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { roleIs } from "../stores/session.ts";
import { BlockPart } from "./block_state.tsx";
import { CardForm } from "./card_form.tsx";

/** Who the visitor is; a pane on wide screens, a drawer on others. */
export function VisitorPane({ id }: { id: string }) {
  useEffect(() => void loadDetails(id), [id]);
  const known = detailsOf(id);
  const conversation = conversationOf(id) ??
    (known.state === "ready" ? known.detail.live : undefined);
  return (
    <aside class={`side ${drawer.value ? "open" : ""}`} aria-label={words.say("visitor.label")}>
      {conversation && (
        <Person
          key={id}
          conversation={conversation}
          detail={known.state === "ready" ? known.detail : undefined}
        />
      )}
      {known.state === "failed" && (
        <section>
          <InlineError>
            <p>{words.say("visitor.failed")} {faultText(known.fault)}</p>
            <Button
              compact
              onClick={() => void loadDetails(id)}
            >
              {words.say("retry")}
            </Button>
          </InlineError>
        </section>
      )}
    </aside>
  );
}

const PRESENCE_DOT = { here: "ok", hidden: "warn", gone: "off" } as const;

function Person(
  { conversation, detail }: { conversation: DeskConversation; detail?: ConversationDetail },
) {
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLSpanElement>(null);
  /** The form goes, and with it the button that was pressed. */
  const done = () => {
    setEditing(false);
    pencil.current?.querySelector("button")?.focus();
  };
  const card = detail?.card ?? conversation.card;
  const name = nameOf({ ...conversation, card });
  return (
    <>
      <section>
        <div class="visitor-head">
          <Avatar name={name} size={40} presence={PRESENCE_DOT[conversation.visitorPresence]} />
          <div class="grow">
            <h2>
              <Name of={name} />
            </h2>
            <p class="small muted">{words.say(`visitor.${conversation.visitorPresence}`)}</p>
          </div>
          <span ref={pencil}>
            <IconButton
              compact
              label={words.say("visitor.edit")}
              icon={Pencil}
              on={editing}
              onClick={() => setEditing(!editing)}
            />
          </span>
          <span class="drawer-close">
            <IconButton
              label={words.say("close")}
              icon={X}
              onClick={() => void (drawer.value = false)}
            />
          </span>
        </div>
      </section>
      {detail?.alongside?.map((one) => (
        <p key={one.conversation} class="alongside small" role="status">
          {one.agent
            ? words.say("visitor.alongside", {
              agent: agentName(one.agent),
              group: groupName(one.group),
            })
            : words.say("visitor.alongside.waiting", { group: groupName(one.group) })}
        </p>
      ))}
      {editing
        ? (
          <section>
            <CardForm
              conversation={conversation}
              card={card}
              onDone={done}
            />
          </section>
        )
        : <Contact card={card} />}
      <BlockPart conversation={conversation} name={name} blocked={detail?.blocked} />
      {detail?.customer && <Customer of={detail.customer} />}
      <section>
        <h3>{words.say("visitor.facts")}</h3>
        <FactList facts={factsOf(conversation, detail)} />
      </section>
      {detail && <PageTrail pages={detail.pages ?? []} shop={conversation.shop} />}
      {detail && <OrderList orders={detail.orders ?? []} />}
      {detail && <PastConversations past={detail.past} current={conversation.conversation} />}
    </>
  );
}

function Contact({ card }: { card: ConversationDetail["card"] }) {
  const facts = (["phone", "mail", "qq", "note"] as const).map((field) => ({
    label: words.say(`visitor.${field}`),
    value: card[field],
  }));
  const own = Object.entries(card.fields ?? {}).map(([label, value]) => ({ label, value }));
  const tags = card.tags ?? [];
  const empty = [...facts, ...own].every((fact) => !fact.value) && tags.length === 0;
  if (empty) return null;
  return (
    <section class="stack">
      <FactList facts={[...facts, ...own]} />
      {tags.length > 0 && <div class="tags">{tags.map((tag) => <Chip key={tag}>{tag}</Chip>)}</div>}
    </section>
  );
}

/** What the shop's own server signed: nobody else can have said it. */
function Customer({ of: { customer, name, phone, mail } }: { of: CustomerFact }) {
  return (
    <section>
      <h3>
        {words.say("visitor.customer")}{" "}
        <Chip tone="ok">{words.say("visitor.customer.signed")}</Chip>
      </h3>
      <FactList
        facts={[
          { label: words.say("visitor.customer.number"), value: customer },
          { label: words.say("visitor.name"), value: name },
          { label: words.say("visitor.phone"), value: phone },
          { label: words.say("visitor.mail"), value: mail },
        ]}
      />
    </section>
  );
}

/** The admin's page with this visitor filled in; it still asks for the number again. */
const erasePath = (visitor: string): string => `/desk/admin?visitor=${encodeURIComponent(visitor)}`;

/** The widget tells one of two; what another channel says stays as it is. */
const deviceName = (device: string | undefined): string | undefined =>
  device === "desktop" || device === "phone" ? words.say(`visitor.device.${device}`) : device;

function factsOf(conversation: DeskConversation, detail?: ConversationDetail): Fact[] {
  const facts = detail?.facts;
  const page = safeAddress(facts?.page);
  return [
    { icon: ShoppingCart, label: words.say("visitor.shop"), value: shopName(conversation.shop) },
    {
      icon: Globe,
      label: words.say("visitor.page"),
      value: page
        ? (
          <a href={page} target="_blank" rel="noopener noreferrer nofollow">
            {facts?.title || page}
          </a>
        )
        : facts?.title,
    },
    { icon: Link, label: words.say("visitor.referrer"), value: facts?.referrer },
    { icon: Link, label: words.say("visitor.source"), value: facts?.source },
    {
      icon: Search,
      label: words.say("visitor.keyword"),
      value: facts?.keyword ?? keywordOf(facts?.referrer),
    },
    { icon: Smartphone, label: words.say("visitor.device"), value: deviceName(facts?.device) },
    {
      icon: Languages,
      label: words.say("visitor.language"),
      value: languageName(facts?.language, language()),
    },
    { icon: MapPin, label: words.say("visitor.region"), value: facts?.region },
    { icon: MapPin, label: words.say("visitor.address"), value: facts?.address },
    {
      icon: User,
      label: words.say("visitor.number"),
      value: roleIs("admin")
        ? (
          <>
            {conversation.visitor}
            <br />
            <a href={erasePath(conversation.visitor)}>
              {words.say("visitor.erase")}
            </a>
          </>
        )
        : undefined,
    },
  ];
}
