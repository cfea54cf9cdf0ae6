import { useEffect, useRef, useState } from "preact/hooks";
import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { RefreshCw } from "../../kit/components/icons.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { now } from "../../kit/tick.ts";
import { VirtualRows } from "../components/virtual_rows.tsx";
import { PendingFilters } from "../islands/pending_filters.tsx";
import { reasonText } from "../model/naming.ts";
import { chosenBy, type PendingFilter } from "../model/pending_filter.ts";
import { faultText } from "../stores/faults.ts";
import { agentName, departmentName, groupName, nameOf, shopName } from "../stores/names.ts";
import { forgetPending, loadPending, pending } from "../stores/pending.ts";
import { words } from "../stores/preferences.ts";
import { pathOf } from "../stores/selection.ts";
import { momentOf } from "../stores/shop_time.ts";

type State = "parked" | "left";
const ROW_PX = 56;
/** The list is fetched again so often while it is in front. */
const REFRESH_MS = 10_000;

/** Parked work by its due time, and left messages in their order; everybody's for supervisors. */
export function Pending() {
  const [state, setState] = useState<State>("parked");
  const [filter, setFilter] = useState<PendingFilter>({});
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void loadPending(state);
    const timer = setInterval(() => !document.hidden && void loadPending(state), REFRESH_MS);
    return () => {
      clearInterval(timer);
      forgetPending();
    };
  }, [state]);
  const { rows: all, fault } = pending.value;
  const rows = all?.filter((row) => chosenBy(row, filter, now.value));
  return (
    <main class="page pending-page" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("pending.title")}</h1>
        {rows && <span class="muted num">{words.say("pending.count", { count: rows.length })}
        </span>}
        <span class="grow" />
        {all && <PendingFilters rows={all} filter={filter} onChange={setFilter} />}
        <Segmented
          label={words.say("pending.tab")}
          value={state}
          choices={(["parked", "left"] as const).map((value) => ({
            value,
            label: words.say(`pending.${value}`),
          }))}
          onChoose={(value: State) => {
            setState(value);
            setFilter({});
          }}
        />
        <Button compact icon={RefreshCw} onClick={() => void loadPending(state)}>
          {words.say("pending.refresh")}
        </Button>
      </div>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      <div class="page-body" ref={body}>
        {!rows && !fault && <SkeletonRows count={8} />}
        {rows?.length === 0 && (
          <EmptyState title={words.say("pending.none")}>
            {words.say("pending.none.text")}
          </EmptyState>
        )}
        {rows && rows.length > 0 && <Titles state={state} />}
        {rows && (
          <VirtualRows
            rows={rows}
            rowHeight={ROW_PX}
            container={body}
            label={words.say(`pending.${state}`)}
            nameOf={(row) => row.conversation}
            render={(row) => (
              <li>
                <Row row={row} state={state} />
              </li>
            )}
          />
        )}
      </div>
    </main>
  );
}

function Titles({ state }: { state: State }) {
  const columns = [
    "pending.visitor",
    state === "parked" ? "pending.reason" : "pending.contact",
    "pending.owner",
    state === "parked" ? "pending.due" : "pending.since",
  ] as const;
  return (
    <div class="grid-row titles" aria-hidden="true">
      {columns.map((column) => <span key={column}>{words.say(column)}</span>)}
    </div>
  );
}

function Row({ row, state }: { row: PendingRow; state: State }) {
  const name = nameOf(row);
  const { phone, mail, qq } = row.card;
  const said = state === "parked"
    ? [row.reason && reasonText(row.reason, words.say, departmentName), row.note]
    : [phone, mail, qq && `QQ ${qq}`, row.preview];
  return (
    <a class="grid-row" href={pathOf(row.conversation)}>
      <span class="who">
        <Avatar name={name} size={34} />
        <span class="stacked">
          <Name of={name} />
          <span class="small muted cut">{shopName(row.shop)}</span>
        </span>
      </span>
      <span class="cut" dir="auto" title={said.filter(Boolean).join(" · ")}>
        {said.filter(Boolean).join(" · ") || row.preview || "—"}
      </span>
      <span class="cut">
        {row.agent ? `${agentName(row.agent)} · ` : ""}
        {groupName(row.group)}
      </span>
      <When row={row} state={state} />
    </a>
  );
}

function When({ row, state }: { row: PendingRow; state: State }) {
  const at = state === "parked" ? row.dueAt : row.at;
  if (at === undefined) return <span class="muted">—</span>;
  const time = momentOf(row.shop, at);
  const over = state === "parked" && at <= now.value;
  if (over) return <Chip tone="breach">{words.say("pending.overdue", { time })}</Chip>;
  return <span class="num">{time}</span>;
}
