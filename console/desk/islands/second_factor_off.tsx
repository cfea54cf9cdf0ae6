import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { CodeField } from "../components/code_field.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { dropSecondFactor } from "../stores/second_factor.ts";
import type { Fault } from "../wire/http.ts";
import { PasswordField } from "./password_form.tsx";

/** Off again, by both: a stolen session cannot do it. */
export function SecondFactorOff() {
  const [fault, setFault] = useState<Fault>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [password, code] = [String(form.get("password")), String(form.get("code")).trim()];
    setFault(await dropSecondFactor(password, code));
  };
  const wrong = fault?.fields?.[0]?.path;
  return (
    <form class="stack" onSubmit={submit}>
      {fault && wrong === undefined && <InlineError>{faultText(fault)}</InlineError>}
      <PasswordField
        name="password"
        label={words.say("account.password.now")}
        fault={wrong === "password" ? words.say("account.password.wrong") : undefined}
      />
      <CodeField
        label={words.say("factor.code.or")}
        fault={wrong === "code" ? words.say("factor.code.wrong") : undefined}
      />
      <div>
        <Button kind="danger" type="submit">{words.say("factor.off")}</Button>
      </div>
    </form>
  );
}
