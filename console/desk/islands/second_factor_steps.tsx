import { useState } from "preact/hooks";
import type { SecondFactorBegun } from "../../../engine/contract/wire/http_account.ts";
import { Button } from "../../kit/components/button.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { CodeField } from "../components/code_field.tsx";
import { QrCode } from "../components/qr_code.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { beginSecondFactor, confirmSecondFactor } from "../stores/second_factor.ts";
import type { Fault } from "../wire/http.ts";
import { PasswordField } from "./password_form.tsx";

const typed = (event: SubmitEvent, name: string): string => {
  event.preventDefault();
  return String(new FormData(event.currentTarget as HTMLFormElement).get(name)).trim();
};

/** First the password, then the key for the authenticator and a code that proves it arrived. */
export function SecondFactorSteps({ onCodes }: { onCodes(codes: string[]): void }) {
  const [begun, setBegun] = useState<SecondFactorBegun>();
  return begun
    ? <ConfirmStep begun={begun} onCodes={onCodes} />
    : <PasswordStep onBegun={setBegun} />;
}

function PasswordStep({ onBegun }: { onBegun(begun: SecondFactorBegun): void }) {
  const [fault, setFault] = useState<Fault>();
  const submit = async (event: SubmitEvent) => {
    const answer = await beginSecondFactor(typed(event, "password"));
    if (answer.ok) onBegun(answer.value);
    else setFault(answer.fault);
  };
  const wrong = fault?.fields?.[0]?.path === "password";
  return (
    <form class="stack" onSubmit={submit}>
      {fault && !wrong && <InlineError>{faultText(fault)}</InlineError>}
      <PasswordField
        name="password"
        label={words.say("account.password.now")}
        fault={wrong ? words.say("account.password.wrong") : undefined}
      />
      <div>
        <Button kind="primary" type="submit">{words.say("factor.begin")}</Button>
      </div>
    </form>
  );
}

function ConfirmStep(
  { begun, onCodes }: { begun: SecondFactorBegun; onCodes(codes: string[]): void },
) {
  const [fault, setFault] = useState<Fault>();
  const submit = async (event: SubmitEvent) => {
    const answer = await confirmSecondFactor(typed(event, "code"));
    if (answer.ok) onCodes(answer.value.recovery);
    else setFault(answer.fault);
  };
  const wrong = fault?.fields?.[0]?.path === "code";
  return (
    <form class="stack" onSubmit={submit}>
      <p>{words.say("factor.scan")}</p>
      <QrCode rows={begun.picture} label={words.say("factor.picture")} />
      <code class="num">{begun.secret}</code>
      {fault && !wrong && <InlineError>{faultText(fault)}</InlineError>}
      <CodeField
        label={words.say("factor.code")}
        fault={wrong ? words.say("factor.code.wrong") : undefined}
      />
      <div>
        <Button kind="primary" type="submit">{words.say("factor.confirm")}</Button>
      </div>
    </form>
  );
}
