import { useState } from "preact/hooks";
import {
  type AccountRow,
  type NewAccountRequest,
  PASSWORD_LENGTH_MIN,
} from "../../../engine/contract/wire/http_account.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { addAccount, ROLES } from "../stores/accounts.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";

const FIELDS = ["account", "name", "password"] as const;
const ACCOUNT = /^[A-Za-z0-9_.@-]{1,64}$/;

/** Somebody new: how to sign in, as what, and whether conversations are taken. */
export function NewAccountForm({ onClose }: { onClose(): void }) {
  const [typed, setTyped] = useState({ account: "", name: "", password: "" });
  const [role, setRole] = useState<AccountRow["role"]>("agent");
  const [takes, setTakes] = useState(true);
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const wrong = {
    account: !ACCOUNT.test(typed.account),
    name: typed.name.trim() === "",
    password: typed.password.length < PASSWORD_LENGTH_MIN,
  };
  const refused = fault?.fields?.[0];
  const say = (of: (typeof FIELDS)[number]) => {
    if (tried && wrong[of]) return words.say(`accounts.fault.${of}`);
    if (refused?.path !== of) return undefined;
    return words.say(refused.rule === "state" ? "accounts.fault.taken" : `accounts.fault.${of}`);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (FIELDS.some((of) => wrong[of])) return;
    const body: NewAccountRequest = { ...typed, name: typed.name.trim(), role, takes };
    const said = await addAccount(body);
    setFault(said);
    if (!said) onClose();
  };
  return (
    <Dialog
      title={words.say("accounts.add")}
      closeLabel={words.say("close")}
      onClose={onClose}
    >
      <form class="stack" noValidate onSubmit={submit}>
        {fault && !refused && <InlineError>{faultText(fault)}</InlineError>}
        {FIELDS.map((of) => (
          <Field key={of} label={words.say(`accounts.new.${of}`)} fault={say(of)}>
            {(ties) => {
              const input = {
                ...ties,
                class: "input",
                value: typed[of],
                onInput: (event: { currentTarget: HTMLInputElement }) => {
                  setFault(undefined);
                  setTyped({ ...typed, [of]: event.currentTarget.value });
                },
              };
              return of === "password"
                ? <input {...input} type="password" autoComplete="new-password" maxLength={200} />
                : <input {...input} autoComplete="off" maxLength={60} />;
            }}
          </Field>
        ))}
        <Field label={words.say("accounts.role")}>
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={role}
              onChange={(event) => setRole(event.currentTarget.value as AccountRow["role"])}
            >
              {ROLES.map((one) => (
                <option key={one} value={one}>{words.say(`accounts.role.${one}`)}</option>
              ))}
            </select>
          )}
        </Field>
        <label class="row">
          <input
            type="checkbox"
            checked={takes}
            onChange={(event) => setTakes(event.currentTarget.checked)}
          />
          {words.say("accounts.takes")}
        </label>
        <div class="actions">
          <Button onClick={onClose}>{words.say("cancel")}</Button>
          <Button kind="primary" type="submit">{words.say("accounts.add")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
