import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import type { ConversationState } from "../../../engine/contract/wire/states.ts";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { RefreshCw } from "../../kit/components/icons.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { RowWait } from "../components/row_wait.tsx";
import { VirtualRows } from "../components/virtual_rows.tsx";
import { company, loadCompany } from "../stores/company.ts";
import { faultText } from "../stores/faults.ts";
import { agentName, groupName, nameOf } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { pathOf } from "../stores/selection.ts";
import { briefOf } from "../stores/shop_time.ts";

const FILTERS = ["all", "waiting", "assigned", "parked", "left"] as const;
type Filter = (typeof FILTERS)[number];

/** The list is fetched again so often while it is in front. */
const REFRESH_MS = 5_000;
const ROW_PX = 56;

/** Every live conversation of the company, for supervisors. */
export function Company() {
  const [filter, setFilter] = useState<Filter>("all");
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void loadCompany();
    const timer = setInterval(() => !document.hidden && void loadCompany(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const { rows, rest, fault } = company.value;
  const shown = rows?.filter((row) =>
    filter === "all" ? row.state !== "closed" : row.state === filter
  );
  const label = (value: Filter) =>
    value === "all"
      ? words.say("company.filter.all")
      : words.say(`conversation.state.${value as ConversationState}`);
  return (
    <main class="page" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("company.title")}</h1>
        {shown && (
          <span class="muted num">{words.say("company.count", { count: shown.length })}</span>
        )}
        <span class="grow" />
        <Segmented
          label={words.say("company.filter")}
          value={filter}
          choices={FILTERS.map((value) => ({ value, label: label(value) }))}
          onChoose={(value: Filter) => setFilter(value)}
        />
        <Button compact icon={RefreshCw} onClick={() => void loadCompany()}>
          {words.say("company.refresh")}
        </Button>
      </div>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      {rest > 0 && <p class="muted" role="note">{words.say("company.rest", { count: rest })}</p>}
      <div class="page-body" ref={body}>
        {!shown && !fault && <SkeletonRows count={10} />}
        {shown?.length === 0 && (
          <EmptyState title={words.say("company.none")}>
            {words.say("company.none.text")}
          </EmptyState>
        )}
        {shown && shown.length > 0 && <Titles />}
        {shown && (
          <VirtualRows
            rows={shown}
            rowHeight={ROW_PX}
            container={body}
            label={words.say("company.title")}
            nameOf={(row) => row.conversation}
            render={(row) => (
              <li>
                <CompanyRow conversation={row} />
              </li>
            )}
          />
        )}
      </div>
    </main>
  );
}

function Titles() {
  const columns = ["visitor", "state", "group", "agent", "wait", "started"] as const;
  return (
    <div class="grid-row titles" aria-hidden="true">
      {columns.map((column) => <span key={column}>{words.say(`company.columns.${column}`)}</span>)}
    </div>
  );
}

function CompanyRow({ conversation }: { conversation: DeskConversation }) {
  const name = nameOf(conversation);
  return (
    <a class="grid-row" href={pathOf(conversation.conversation)}>
      <span class="who">
        <Avatar name={name} size={34} />
        <Name of={name} />
      </span>
      <span>
        <Chip tone={conversation.state === "waiting" ? "waiting" : undefined}>
          {words.say(`conversation.state.${conversation.state}`)}
        </Chip>
      </span>
      <span class="cut">{groupName(conversation.group)}</span>
      <span class="cut">{conversation.agent ? agentName(conversation.agent) : "—"}</span>
      <span>
        <RowWait conversation={conversation} />
      </span>
      <span class="num muted">{briefOf(conversation.shop, conversation.openedAt)}</span>
    </a>
  );
}
