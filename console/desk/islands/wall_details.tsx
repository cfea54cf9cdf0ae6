import { useRef } from "preact/hooks";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { duration } from "../../kit/i18n/formats.ts";
import { RowWait } from "../components/row_wait.tsx";
import { VirtualRows } from "../components/virtual_rows.tsx";
import { Saturation } from "../components/wall_groups.tsx";
import { ForcePresence } from "./force_presence.tsx";
import { faultText } from "../stores/faults.ts";
import { agentName, colleagues, groupName, nameOf } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import {
  chooseGroup,
  day,
  waitingUnlisted,
  wallAgent,
  wallConversations,
  wallGroup,
  wallMembers,
} from "../stores/wall.ts";
import { closeLine, openLine, turnLine, wallLine } from "../stores/wall_line.ts";

const MEMBER_PX = 52;
const CONVERSATION_PX = 56;

/** Members of the chosen group; choosing one narrows the conversations to theirs. */
export function WallMembers() {
  const box = useRef<HTMLDivElement>(null);
  const members = wallMembers.value;
  return (
    <section class="card wall-list" aria-label={words.say("wall.members")}>
      <header>
        <h2>{words.say("wall.members")}</h2>
        <span class="small muted num">{members.length}</span>
      </header>
      <div class="rows" ref={box}>
        <VirtualRows
          rows={members}
          rowHeight={MEMBER_PX}
          container={box}
          nameOf={(one) => one.agent}
          render={(one) => (
            <li>
              <Member one={one} />
            </li>
          )}
        />
      </div>
    </section>
  );
}

function Member({ one }: { one: AgentSummary }) {
  const chosen = wallAgent.value === one.agent;
  const { capacityUnits } = one.adjusted ?? one.record;
  const today = day.value?.agents.find(({ agent }) => agent === one.agent);
  const { served = 0, handlingMs } = today ?? {};
  const done = handlingMs === undefined
    ? words.say("wall.member.served", { served })
    : words.say("wall.member.day", { served, handling: duration(language(), handlingMs) });
  return (
    <button
      type="button"
      class={`wall-member ${chosen ? "chosen" : ""}`}
      aria-pressed={chosen}
      onClick={() => void (wallAgent.value = chosen ? undefined : one.agent)}
    >
      <Avatar name={one.record.name} size={28} />
      <span class="stacked grow">
        <Name of={one.record.name} />
        <span class="small muted">
          {words.say(one.connection === "gone" ? "admin.gone" : `presence.${one.presence}`)}
          {served > 0 && ` · ${done}`}
        </span>
      </span>
      {one.adjusted && <Chip tone="accent">{words.say("wall.adjusted")}</Chip>}
      <Saturation of={{ usedUnits: one.usedUnits, capacityUnits }} label={one.record.name} />
    </button>
  );
}

/** Conversations of what is chosen; each opens its live transcript beside the wall. */
export function WallConversations({ open }: { open?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const agent = wallAgent.value;
  const line = agent === undefined ? wallLine.value : undefined;
  const rows = line?.rows ?? wallConversations.value;
  const group = wallGroup.value;
  const member = agent ? colleagues.value.agents.find((one) => one.agent === agent) : undefined;
  const about = agent ? agentName(agent) : group ? groupName(group) : words.say("wall.all");
  return (
    <section class="card wall-list" aria-label={words.say("wall.conversations")}>
      <header>
        <h2>{words.say("wall.conversations")}</h2>
        <span class="small muted num">{about} · {rows.length}</span>
        <span class="grow" />
        {(agent ?? group) && (
          <Button compact kind="link" onClick={() => chooseGroup(undefined)}>
            {words.say("wall.showAll")}
          </Button>
        )}
        {member && <ForcePresence of={member} />}
      </header>
      <div class="rows" ref={box}>
        {line?.fault && <InlineError>{faultText(line.fault)}</InlineError>}
        {rows.length === 0 && <p class="inside muted">{words.say("wall.conversations.none")}</p>}
        <VirtualRows
          rows={rows}
          rowHeight={CONVERSATION_PX}
          container={box}
          nameOf={(one) => one.conversation}
          render={(one) => (
            <li>
              <Row one={one} open={open === one.conversation} />
            </li>
          )}
        />
      </div>
      <LineFoot />
    </section>
  );
}

/** Long lines are told by their first fifty: from here one goes on to everybody else. */
function LineFoot() {
  const group = wallGroup.value;
  const count = waitingUnlisted.value;
  const line = wallLine.value;
  if (wallAgent.value !== undefined) return null;
  if (line) return <LinePages page={line.begins.length} more={line.next !== undefined} />;
  if (count === 0) return null;
  return (
    <footer class="wall-line">
      <span class="small muted grow">
        {words.say(group === undefined ? "wall.line.choose" : "wall.line.unlisted", { count })}
      </span>
      {group !== undefined && (
        <Button compact onClick={() => openLine(group)}>{words.say("wall.line.open")}</Button>
      )}
    </footer>
  );
}

const LinePages = ({ page, more }: { page: number; more: boolean }) => (
  <footer class="wall-line">
    <span class="small muted grow num" role="status">{words.say("wall.line.page", { page })}</span>
    <Button compact disabled={page === 1} onClick={() => turnLine("back")}>
      {words.say("wall.line.back")}
    </Button>
    <Button compact disabled={!more} onClick={() => turnLine("on")}>
      {words.say("wall.line.on")}
    </Button>
    <Button compact onClick={closeLine}>{words.say("wall.line.close")}</Button>
  </footer>
);

export const wallPath = (conversation: string): string =>
  `/desk/wall/c/${encodeURIComponent(conversation)}`;

function Row({ one, open }: { one: DeskConversation; open: boolean }) {
  return (
    <a
      class={`wall-row ${open ? "chosen" : ""}`}
      href={wallPath(one.conversation)}
      aria-current={open ? "true" : undefined}
    >
      <span class="stacked grow">
        <Name of={nameOf(one)} />
        <span class="small muted cut">
          {one.agent ? agentName(one.agent) : words.say(`conversation.state.${one.state}`)}
          {one.preview && <bdi>{` · ${one.preview.text}`}</bdi>}
        </span>
      </span>
      {one.state === "waiting" && (
        <Chip tone="waiting">{words.say("wall.class", { class: one.class })}</Chip>
      )}
      <RowWait conversation={one} />
    </a>
  );
}
