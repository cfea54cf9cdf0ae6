import { useState } from "preact/hooks";
import type { FoundVisitor } from "../../../engine/contract/wire/desk.ts";
import { MESSAGE_TEXT_MAX } from "../../../engine/contract/wire/messages.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { faultText } from "../stores/faults.ts";
import { configuration, nameOf } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { writeFirst } from "../stores/visitors.ts";
import type { Fault } from "../wire/http.ts";

/** The first words to somebody who is not here, and by which entrance they come. */
export function ReachDialog(
  { to, onClose }: {
    to: Pick<FoundVisitor, "visitor" | "card" | "route">;
    onClose(): void;
  },
) {
  const routes = configuration.value?.routes ?? [];
  const [route, setRoute] = useState(
    routes.find((one) => one.id === to.route)?.id ?? routes[0]?.id ?? "",
  );
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const name = nameOf({ card: to.card, visitorName: `#${to.visitor.slice(-4).toUpperCase()}` });
  const missing = text.trim() === "";
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!missing) setFault(await writeFirst(to.visitor, route, text.trim()));
  };
  return (
    <Dialog
      title={words.say("visitors.reach.title", { name })}
      closeLabel={words.say("close")}
      onClose={onClose}
    >
      <form class="stack" onSubmit={submit}>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        <Field label={words.say("visitors.reach.route")}>
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={route}
              onChange={(event) => setRoute(event.currentTarget.value)}
            >
              {routes.map((one) => (
                <option key={one.id} value={one.id}>{one.name[language()]}</option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={words.say("visitors.reach.text")}
          fault={tried && missing ? words.say("visitors.reach.missing") : undefined}
        >
          {(ties) => (
            <textarea
              {...ties}
              class="input"
              rows={4}
              maxLength={MESSAGE_TEXT_MAX}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <p class="small muted">{words.say("visitors.reach.about")}</p>
        <div class="actions">
          <Button onClick={onClose}>{words.say("cancel")}</Button>
          <Button kind="primary" type="submit">{words.say("visitors.reach.send")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
