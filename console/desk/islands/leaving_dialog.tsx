import { useEffect, useState } from "preact/hooks";
import type { WorkTarget } from "../../../engine/contract/wire/commands.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { collator } from "../../kit/i18n/formats.ts";
import { colleagues, loadColleagues } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";

type Way = "lines" | "agent" | "group" | "park";
const WAYS: readonly Way[] = ["lines", "agent", "group", "park"];

interface Leaving {
  title: string;
  /** Open conversations. */
  count: number;
  /** Whose work it is; offered to everybody else. */
  agent: string;
  /** By somebody else's hand. */
  forced?: boolean;
  go: string;
  onGo(work: WorkTarget | undefined): void;
  onClose(): void;
  /** A way out that leaves everything as it is. */
  otherwise?: { label: string; onChoose(): void };
}

/** Asks where open work goes before somebody goes offline; nothing moves before the answer. */
export function LeavingDialog({ title, count, agent, forced, go, onGo, ...rest }: Leaving) {
  const [way, setWay] = useState<Way>("lines");
  const [to, setTo] = useState("");
  const [tried, setTried] = useState(false);
  useEffect(() => void loadColleagues(), []);
  const missing = (way === "agent" || way === "group") && to === "";
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!missing) onGo(workOf(way, to));
  };
  const choose = (next: Way) => {
    setWay(next);
    setTo("");
    setTried(false);
  };
  return (
    <Dialog title={title} closeLabel={words.say("close")} onClose={rest.onClose}>
      <form class="stack" onSubmit={submit}>
        <p>{words.say("leaving.open", { count })}</p>
        <fieldset class="plain stack">
          <legend class="visually-hidden">{words.say("leaving.where")}</legend>
          {WAYS.map((one) => (
            <label key={one} class="row">
              <input
                type="radio"
                name="leaving"
                checked={way === one}
                onChange={() => choose(one)}
              />
              {words.say(one === "park" && forced ? "leaving.park.of" : `leaving.${one}`)}
            </label>
          ))}
        </fieldset>
        {(way === "agent" || way === "group") && (
          <Field
            label={words.say(`leaving.${way}.which`)}
            fault={tried && missing ? words.say(`leaving.${way}.missing`) : undefined}
          >
            {(ties) => (
              <select
                {...ties}
                class="input"
                value={to}
                onChange={(event) => setTo(event.currentTarget.value)}
              >
                <option value="">{words.say("leaving.choose")}</option>
                {way === "agent" ? <Agents but={agent} /> : <Groups />}
              </select>
            )}
          </Field>
        )}
        {way === "agent" && <p class="small muted">{words.say("leaving.about")}</p>}
        <div class="actions">
          <Button onClick={rest.onClose}>{words.say("cancel")}</Button>
          {rest.otherwise && (
            <Button onClick={rest.otherwise.onChoose}>{rest.otherwise.label}</Button>
          )}
          <Button kind="primary" type="submit">{go}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function workOf(way: Way, to: string): WorkTarget | undefined {
  switch (way) {
    case "lines":
      return undefined;
    case "park":
      return { park: true };
    case "agent":
      return { agent: to };
    case "group":
      return { group: to };
  }
}

/** Those with room first; a full one is shown, not offered. */
function Agents({ but }: { but: string }) {
  const byName = collator(language());
  const others = colleagues.value.agents
    .filter((one) => one.agent !== but)
    .sort((one, other) =>
      Number(other.room) - Number(one.room) || byName.compare(one.record.name, other.record.name)
    );
  return (
    <>
      {others.map(({ agent, record: { name }, room }) => (
        <option key={agent} value={agent} disabled={!room}>
          {room ? name : words.say("leaving.agent.full", { name })}
        </option>
      ))}
    </>
  );
}

function Groups() {
  return (
    <>
      {colleagues.value.groups.map(({ group, name, free, waiting }) => (
        <option key={group} value={group}>
          {words.say("leaving.group.room", { name: name[language()], free, waiting })}
        </option>
      ))}
    </>
  );
}
