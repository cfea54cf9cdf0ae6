import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { Kbd } from "../../kit/components/marks.tsx";
import { ChevronDown, ChevronRight, Icon, RefreshCw } from "../../kit/components/icons.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { ConversationRow } from "../components/conversation_row.tsx";
import { VirtualRows } from "../components/virtual_rows.tsx";
import { OfferActions } from "./offer_actions.tsx";
import { LIST_ORDERS } from "../model/order.ts";
import type { Section } from "../model/sections.ts";
import {
  deskLoaded,
  holdOrder,
  orderMoved,
  releaseOrder,
  sections,
  self,
  takeNext,
  walkable,
} from "../stores/conversations.ts";
import { prefer, preferences, words } from "../stores/preferences.ts";
import { unreadOf } from "../stores/reads.ts";
import { selected } from "../stores/selection.ts";
import { roleIs, selfId } from "../stores/session.ts";

/** Everything on my desk, and what waits for it. */
export function ConversationList({ head }: { head?: ComponentChildren }) {
  return (
    <aside class="list" aria-label={words.say("list.label")}>
      <div class="list-head">
        {head ?? <Order />}
      </div>
      <ListBody />
      {orderMoved.value && (
        <Button compact class="resort" icon={RefreshCw} onClick={holdAgain}>
          {words.say("list.resort")}
        </Button>
      )}
      <footer class="list-foot">
        <span>
          <Kbd>J</Kbd> <Kbd>K</Kbd> {words.say("list.keys.move")}
        </span>
        <span>
          <Kbd>R</Kbd> {words.say("list.keys.reply")}
        </span>
        <span>
          <Kbd>?</Kbd> {words.say("list.keys.all")}
        </span>
      </footer>
    </aside>
  );
}

function Order() {
  return (
    <Segmented
      label={words.say("list.order")}
      value={preferences.value.order}
      choices={LIST_ORDERS.map((value) => ({ value, label: words.say(`list.order.${value}`) }))}
      onChoose={(order) => prefer({ order })}
    />
  );
}

/** Takes the new order now and holds that one. */
function holdAgain(): void {
  releaseOrder();
  holdOrder();
}

function ListBody() {
  const body = useRef<HTMLDivElement>(null);
  const filled = sections.value.filter((section) => section.count > 0);
  if (!deskLoaded.value) return <SkeletonRows count={8} />;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    const rows = [...body.current!.querySelectorAll<HTMLElement>("a.conversation-row")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    event.preventDefault();
    rows[at + by]?.focus();
  };
  return (
    <div
      class="list-body"
      ref={body}
      onPointerEnter={(event) => event.pointerType === "mouse" && holdOrder()}
      onPointerLeave={releaseOrder}
      onKeyDown={onKeyDown}
    >
      {filled.length === 0 && <NothingToDo />}
      {filled.map((section) => (
        <ListSection
          key={section.name}
          section={section}
          container={body}
        />
      ))}
    </div>
  );
}

/** Height of a row, as in the style sheet: it must be known before rows are in the page. */
const rowHeight = () => matchMedia("(max-width: 767px)").matches ? 64 : 56;

function ListSection(
  { section, container }: { section: Section; container: { current: HTMLDivElement | null } },
) {
  const [open, setOpen] = useState(section.name !== "closed");
  const name = words.say(`list.section.${section.name}`);
  const link = (section.name !== "waiting" && section.name !== "left") ||
    roleIs("supervisor", "admin");
  const reachable = selected.value ?? walkable.value[0];
  const hidden = section.count - section.rows.length;
  // whoever has no line to take from is a supervisor, and opens the rows
  const about = section.name === "waiting" && !link ? words.say("list.waiting.about") : undefined;
  return (
    <section class="list-section" aria-label={name}>
      <h2>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon of={open ? ChevronDown : ChevronRight} size={13} />
          {name}
          <span class="count">{section.count}</span>
        </button>
        {section.name === "waiting" && selfId() !== "" && (
          <>
            <span class="grow" />
            <Button compact kind="link" aria-keyshortcuts="N" onClick={() => void takeNext()}>
              {words.say("take.next")} <Kbd>N</Kbd>
            </Button>
          </>
        )}
      </h2>
      {open && (
        <VirtualRows
          rows={section.rows}
          rowHeight={rowHeight()}
          container={container}
          nameOf={(row) => row.conversation}
          render={(row) => (
            <li>
              <ConversationRow
                conversation={row}
                unread={section.name === "closed" ? 0 : unreadOf(row)}
                current={row.conversation === selected.value}
                reachable={row.conversation === reachable}
                link={link}
                about={about}
              />
              {section.name === "incoming" && <OfferActions conversation={row} />}
            </li>
          )}
        />
      )}
      {open && about && <p class="more">{about}</p>}
      {open && hidden > 0 && <p class="more">{words.say("list.more", { count: hidden })}</p>}
    </section>
  );
}

/** Work units of one conversation. */
const UNITS_PER_CONVERSATION = 20;

function NothingToDo() {
  const me = self.value;
  if (!me || me.agent === "") {
    return (
      <EmptyState title={words.say("list.empty.title")}>
        {roleIs("supervisor", "admin") && words.say("list.empty.watching")}
      </EmptyState>
    );
  }
  const free = Math.floor(
    ((me.adjusted ?? me.record).capacityUnits - me.usedUnits) / UNITS_PER_CONVERSATION,
  );
  return (
    <EmptyState title={words.say("list.empty.title")}>
      {me.presence === "online"
        ? words.say("list.empty.online", { free: Math.max(0, free) })
        : words.say("list.empty.away", { presence: words.say(`presence.${me.presence}`) })}
    </EmptyState>
  );
}
