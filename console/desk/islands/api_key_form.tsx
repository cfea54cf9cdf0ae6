import { useState } from "preact/hooks";
import { type Scope, SCOPES } from "../../../engine/contract/wire/http_api_keys.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { makeKey } from "../stores/security.ts";
import type { Fault } from "../wire/http.ts";
import type { Word } from "../words/zh.ts";

export const scopeWord = (scope: Scope): Word => `scope.${scope.replace(":", ".")}` as Word;

const DAYS = 90;

/** A new key; it is shown until the next one is made or the page is left. */
export function ApiKeyForm() {
  const [fault, setFault] = useState<Fault>();
  const [made, setMade] = useState<string>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = new FormData(form);
    const answer = await makeKey({
      name: String(typed.get("name")).trim(),
      scopes: typed.getAll("scope") as Scope[],
      days: Number(typed.get("days")),
    });
    setFault(answer.ok ? undefined : answer.fault);
    setMade(answer.ok ? answer.value.key : undefined);
    if (answer.ok) form.reset();
  };
  return (
    <form class="stack" onSubmit={submit}>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      {made && (
        <p role="status">
          {words.say("keys.made")} <code aria-label={words.say("keys.made.label")}>{made}</code>
        </p>
      )}
      <Field label={words.say("keys.name")}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            name="name"
            required
            maxLength={60}
            autoComplete="off"
          />
        )}
      </Field>
      <fieldset class="tags">
        <legend class="small muted">{words.say("keys.scopes")}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} class="row">
            <input type="checkbox" name="scope" value={scope} />
            {words.say(scopeWord(scope))}
          </label>
        ))}
      </fieldset>
      <Field label={words.say("keys.days")}>
        {(ties) => (
          <input
            {...ties}
            class="input num"
            type="number"
            name="days"
            min={1}
            max={366}
            defaultValue={DAYS}
            required
          />
        )}
      </Field>
      <div>
        <Button kind="primary" type="submit">{words.say("keys.make")}</Button>
      </div>
    </form>
  );
}
