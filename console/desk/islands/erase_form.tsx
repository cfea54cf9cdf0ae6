import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { eraseVisitor } from "../stores/company.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";

/** Erases everything of one visitor. The number is typed twice, because there is no way back. */
export function EraseForm() {
  const [visitor, setVisitor] = useState(useLocation().query.visitor ?? "");
  const [again, setAgain] = useState("");
  const [mismatch, setMismatch] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [done, setDone] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    const differs = visitor.trim() !== again.trim();
    setMismatch(differs);
    setDone(undefined);
    if (differs) return;
    const said = await eraseVisitor(visitor.trim());
    setFault(said);
    if (said) return;
    setDone(visitor.trim());
    setVisitor("");
    setAgain("");
  };
  return (
    <section class="card">
      <header>
        <h2>{words.say("admin.erase")}</h2>
      </header>
      <div class="inside">
        <p class="secondary">{words.say("admin.erase.text")}</p>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        {done && <p role="status">{words.say("admin.erase.done", { visitor: done })}</p>}
        <form onSubmit={submit}>
          <Field label={words.say("admin.erase.id")}>
            {(ties) => (
              <input
                {...ties}
                class="input"
                required
                autoComplete="off"
                value={visitor}
                onInput={(event) => setVisitor(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field
            label={words.say("admin.erase.confirm")}
            fault={mismatch ? words.say("admin.erase.mismatch") : undefined}
          >
            {(ties) => (
              <input
                {...ties}
                class="input"
                required
                autoComplete="off"
                value={again}
                onInput={(event) => setAgain(event.currentTarget.value)}
              />
            )}
          </Field>
          <div>
            <Button kind="danger" type="submit">{words.say("admin.erase.submit")}</Button>
          </div>
        </form>
      </div>
    </section>
  );
}
