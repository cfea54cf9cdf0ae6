import { useState } from "preact/hooks";
import type { FoundVisitor } from "../../../engine/contract/wire/desk.ts";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { Search, Send } from "../../kit/components/icons.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { BlockState } from "../islands/block_state.tsx";
import { BrowsingNow } from "../islands/browsing_now.tsx";
import { ReachDialog } from "../islands/reach_dialog.tsx";
import { browsing } from "../stores/browsing.ts";
import { faultText } from "../stores/faults.ts";
import { nameOf } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { dayOf } from "../stores/shop_time.ts";
import { selfId } from "../stores/session.ts";
import { findVisitors, foundVisitors, visitorsView } from "../stores/visitors.ts";

/** Who is browsing now, and past visitors. */
export function Visitors() {
  const view = visitorsView.value;
  const today = browsing.value.list?.today;
  return (
    <main class="page" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("browsing.title")}</h1>
        <Segmented
          label={words.say("browsing.tab")}
          value={view}
          choices={(["now", "past"] as const).map((value) => ({
            value,
            label: words.say(`browsing.${value}`),
          }))}
          onChoose={(value) => void (visitorsView.value = value)}
        />
        <span class="grow" />
        {view === "now" && today && (
          <span class="muted num">{words.say("browsing.today", today)}</span>
        )}
      </div>
      {view === "now" ? <BrowsingNow /> : <PastVisitors />}
    </main>
  );
}

/** Past visitors, found by what their cards hold, and 反向推送: writing to them first. */
function PastVisitors() {
  const [search, setSearch] = useState("");
  const [blocked, setBlocked] = useState(false);
  const [reached, setReached] = useState<FoundVisitor>();
  const { found, fault } = foundVisitors.value;
  const submit = (event: Event) => {
    event.preventDefault();
    if (search.trim() !== "" || blocked) void findVisitors(search.trim(), blocked);
  };
  return (
    <>
      <form
        class="page-head"
        role="search"
        aria-label={words.say("visitors.title")}
        onSubmit={submit}
      >
        <input
          class="input grow"
          type="search"
          maxLength={100}
          aria-label={words.say("visitors.search")}
          placeholder={words.say("visitors.search")}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <label class="row">
          <input
            type="checkbox"
            checked={blocked}
            onChange={(event) => setBlocked(event.currentTarget.checked)}
          />
          {words.say("visitors.blocked")}
        </label>
        <Button kind="primary" icon={Search} type="submit">{words.say("visitors.find")}</Button>
      </form>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      <div class="page-body">
        {!found && !fault && (
          <EmptyState title={words.say("visitors.begin")}>
            {words.say("visitors.begin.text")}
          </EmptyState>
        )}
        {found?.length === 0 && (
          <EmptyState title={words.say("visitors.none")}>
            {words.say("visitors.none.text")}
          </EmptyState>
        )}
        {found && (
          <ul class="found" aria-label={words.say("visitors.title")}>
            {found.map((one) => (
              <Row
                key={one.visitor}
                one={one}
                onReach={() => setReached(one)}
              />
            ))}
          </ul>
        )}
      </div>
      {reached && <ReachDialog to={reached} onClose={() => setReached(undefined)} />}
    </>
  );
}

/** A visitor without a name goes by the end of the number. */
const foundName = ({ card, visitor }: FoundVisitor): string =>
  nameOf({ card, visitorName: `#${visitor.slice(-4).toUpperCase()}` });

function Row({ one, onReach }: { one: FoundVisitor; onReach(): void }) {
  const { card } = one;
  const name = foundName(one);
  const contact = [card.phone, card.mail, card.qq && `QQ ${card.qq}`, card.note].filter(Boolean);
  return (
    <li>
      <Avatar name={name} size={40} />
      <div class="grow stacked">
        <span class="row">
          <Name of={name} />
          {(card.tags ?? []).map((tag) => <Chip key={tag}>{tag}</Chip>)}
        </span>
        <span class="small cut" dir="auto">{contact.join(" · ")}</span>
        <span class="small muted num">
          {words.say("visitors.last", {
            time: dayOf(undefined, one.lastAt),
            count: one.conversations,
          })}
        </span>
        <BlockState visitor={one.visitor} blocked={one.blocked} />
      </div>
      {selfId() !== "" && (
        <Button compact icon={Send} onClick={onReach}>{words.say("visitors.reach")}</Button>
      )}
    </li>
  );
}
