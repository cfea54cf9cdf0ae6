import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { Chip, Name } from "../../kit/components/marks.tsx";
import { RowWait } from "../components/row_wait.tsx";
import { destinationOf, destinationText, incoming, proposed, roomLeft } from "../model/handover.ts";
import { faultText } from "../stores/faults.ts";
import {
  choose,
  destinations,
  handedOver,
  handOver,
  handoverFaults,
  items,
  receivers,
  undecided,
} from "../stores/handover.ts";
import { agentName, colleagues, groupName, nameOf, shopName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { pathOf } from "../stores/selection.ts";

const KEYS: Record<string, "agent" | "group" | "stay"> = { 1: "agent", 2: "group", 3: "stay" };

/** Each open conversation with where it goes; nothing moves before the button. */
export function HandoverItems({ agent }: { agent: string }) {
  const rows = items.value;
  const open = undecided.value.size;
  const moving =
    rows.filter(({ conversation }) =>
      (destinations.value.get(conversation)?.kind ?? "stay") !== "stay"
    ).length;
  const propose = () =>
    void (destinations.value = proposed(rows, destinations.value, receivers.value));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      if (open === 0 && moving > 0) void handOver();
    }
  };
  return (
    <section
      class="card"
      aria-label={words.say("handover.of", { name: agentName(agent) })}
      onKeyDown={onKeyDown}
    >
      <header>
        <h2>{words.say("handover.of", { name: agentName(agent) })}</h2>
        <span class="grow" />
        <Button compact onClick={propose} disabled={open === 0}>
          {words.say("handover.propose")}
        </Button>
      </header>
      {rows.length === 0 && <p class="inside muted">{words.say("handover.nothing")}</p>}
      <ul class="handover-items">
        {rows.map((one) => <Item key={one.conversation} of={one} />)}
      </ul>
      <div class="draft-foot row wrap">
        <span class="small muted grow" role="status">
          {handedOver.value === undefined
            ? words.say("handover.open", { count: open })
            : words.say("handover.done", { count: handedOver.value })}
        </span>
        <Button
          kind="primary"
          disabled={open > 0 || moving === 0}
          aria-keyshortcuts="Control+Enter"
          onClick={() => void handOver()}
        >
          {words.say("handover.go", { count: moving })}
        </Button>
      </div>
    </section>
  );
}

function Item({ of: one }: { of: DeskConversation }) {
  const { conversation: id, state, preview, shop } = one;
  const name = nameOf(one);
  const fault = handoverFaults.value.get(id);
  const to = destinations.value.get(id);
  const full = to?.kind === "agent" && undecided.value.has(id);
  return (
    <li>
      <span class="stacked grow">
        <span class="row">
          <a href={pathOf(id)} class="cut">
            <Name of={name} />
          </a>
          <span class="small muted cut">{shopName(shop)}</span>
          {state === "parked" && <Chip>{words.say("conversation.state.parked")}</Chip>}
        </span>
        {preview && (
          <span class="small muted cut" dir="auto" title={preview.text}>{preview.text}</span>
        )}
        {fault && <span class="small fault" role="alert">{faultText(fault)}</span>}
        {full && <span class="small fault">{words.say("handover.filled")}</span>}
      </span>
      <RowWait conversation={one} />
      <Choice id={id} name={name} value={to ? destinationText(to) : ""} />
    </li>
  );
}

/** 1, 2, 3 jump to the first colleague, the first group, staying. */
function Choice({ id, name, value }: { id: string; name: string; value: string }) {
  const coming = incoming(items.value, destinations.value);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLSelectElement }) => {
    const kind = KEYS[event.key];
    if (!kind || event.ctrlKey || event.altKey || event.metaKey) return;
    const option = [...event.currentTarget.options]
      .find((one) => !one.disabled && one.value.startsWith(kind));
    if (!option) return;
    event.preventDefault();
    choose(id, destinationOf(option.value));
  };
  return (
    <select
      class="input compact"
      aria-label={words.say("handover.where", { name })}
      value={value}
      onKeyDown={onKeyDown}
      onChange={(event) => choose(id, destinationOf(event.currentTarget.value))}
    >
      <option value="">{words.say("handover.choose")}</option>
      <optgroup label={words.say("transfer.agents")}>
        {receivers.value.filter(({ there }) => there).map((one) => {
          const left = roomLeft(one, coming);
          const text = `agent:${one.agent}`;
          return (
            <option key={one.agent} value={text} disabled={left === 0 && text !== value}>
              {words.say("handover.colleague", { name: agentName(one.agent), left })}
            </option>
          );
        })}
      </optgroup>
      <optgroup label={words.say("transfer.groups")}>
        {colleagues.value.groups.map(({ group, free, waiting }) => (
          <option key={group} value={`group:${group}`}>
            {words.say("leaving.group.room", { name: groupName(group), free, waiting })}
          </option>
        ))}
      </optgroup>
      <option value="line">{words.say("handover.line")}</option>
      <option value="stay">{words.say("handover.stay")}</option>
    </select>
  );
}
