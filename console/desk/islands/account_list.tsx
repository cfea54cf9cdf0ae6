import { useEffect, useState } from "preact/hooks";
import type { AccountRow } from "../../../engine/contract/wire/http_account.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Plus } from "../../kit/components/icons.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import {
  accounts,
  giveRole,
  loadAccounts,
  resetFactor,
  ROLES,
  setDisabled,
} from "../stores/accounts.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { session } from "../stores/session.ts";
import type { Fault } from "../wire/http.ts";
import { NewAccountForm } from "./new_account_form.tsx";

/** A change that ends somebody's sessions; it is asked about before. */
interface Question {
  title: string;
  text: string;
  go: string;
  act(): Promise<Fault | undefined>;
}

/** Who may sign in, as what, and with a second factor or without. */
export function AccountList() {
  const [question, setQuestion] = useState<Question>();
  const [fault, setFault] = useState<Fault>();
  const [adding, setAdding] = useState(false);
  useEffect(() => void loadAccounts(), []);
  const { rows, fault: unread } = accounts.value;
  const wrong = fault ?? unread;
  const act = async (deed: Question["act"]) => {
    setQuestion(undefined);
    setFault(await deed());
  };
  return (
    <section class="card" aria-label={words.say("accounts.title")}>
      <header>
        <h2>{words.say("accounts.title")}</h2>
        <span class="small muted grow">{words.say("accounts.text")}</span>
        <Button compact icon={Plus} onClick={() => setAdding(true)}>
          {words.say("accounts.add")}
        </Button>
      </header>
      <div class="inside scroll-x">
        {wrong && <InlineError>{faultText(wrong)}</InlineError>}
        {!rows && !wrong && <SkeletonRows count={6} />}
        {rows && (
          <table class="table">
            <thead>
              <tr>
                {(["account", "name", "agent", "role", "factor", "state"] as const).map((one) => (
                  <th key={one} scope="col">{words.say(`accounts.${one}`)}</th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <Row
                  key={one.account}
                  one={one}
                  onAsk={setQuestion}
                  onEnable={() => void act(() => setDisabled(one.account, false))}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {adding && <NewAccountForm onClose={() => setAdding(false)} />}
      {question && (
        <Dialog
          title={question.title}
          closeLabel={words.say("close")}
          onClose={() => setQuestion(undefined)}
        >
          <p>{question.text}</p>
          <div class="actions">
            <Button onClick={() => setQuestion(undefined)}>{words.say("cancel")}</Button>
            <Button kind="danger" onClick={() => void act(question.act)}>{question.go}</Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Row(
  { one, onAsk, onEnable }: {
    one: AccountRow;
    onAsk(question: Question): void;
    onEnable(): void;
  },
) {
  const { account } = one;
  const own = session.value.state === "signedIn" && session.value.me.account === account;
  return (
    <tr>
      <th scope="row">{account}</th>
      <td>{one.name}</td>
      <td>{one.agent ?? "—"}</td>
      <td>
        {own ? words.say(`accounts.role.${one.role}`) : <RoleChoice one={one} onAsk={onAsk} />}
      </td>
      <td>{words.say(one.secondFactor ? "accounts.factor.on" : "accounts.factor.off")}</td>
      <td>
        {one.disabled
          ? <Chip tone="warn">{words.say("accounts.disabled")}</Chip>
          : words.say("accounts.active")}
      </td>
      <td>
        {own
          ? <span class="small muted">{words.say("accounts.own")}</span>
          : <Actions one={one} onAsk={onAsk} onEnable={onEnable} />}
      </td>
    </tr>
  );
}

function RoleChoice({ one, onAsk }: { one: AccountRow; onAsk(question: Question): void }) {
  const { account, role } = one;
  return (
    <select
      class="input compact"
      aria-label={words.say("accounts.role.of", { account })}
      value={role}
      onChange={(event) => {
        const wanted = event.currentTarget.value as AccountRow["role"];
        // the old one stays until the new one holds
        event.currentTarget.value = role;
        onAsk({
          title: words.say("accounts.change"),
          text: words.say("accounts.change.sure", {
            account,
            role: words.say(`accounts.role.${wanted}`),
          }),
          go: words.say("accounts.change"),
          act: () => giveRole(account, wanted),
        });
      }}
    >
      {ROLES.map((one) => <option key={one} value={one}>{words.say(`accounts.role.${one}`)}
      </option>)}
    </select>
  );
}

function Actions(
  { one: { account, disabled, secondFactor }, onAsk, onEnable }: {
    one: AccountRow;
    onAsk(question: Question): void;
    onEnable(): void;
  },
) {
  const ask = (of: "disable" | "reset", act: Question["act"]) =>
    onAsk({
      title: words.say(`accounts.${of}.of`, { account }),
      text: words.say(`accounts.${of}.sure`, { account }),
      go: words.say(`accounts.${of}`),
      act,
    });
  return (
    <span class="row">
      {disabled
        ? (
          <Button
            compact
            aria-label={words.say("accounts.enable.of", { account })}
            onClick={onEnable}
          >
            {words.say("accounts.enable")}
          </Button>
        )
        : (
          <Button
            compact
            aria-label={words.say("accounts.disable.of", { account })}
            onClick={() => ask("disable", () => setDisabled(account, true))}
          >
            {words.say("accounts.disable")}
          </Button>
        )}
      {secondFactor && (
        <Button
          compact
          aria-label={words.say("accounts.reset.of", { account })}
          onClick={() => ask("reset", () => resetFactor(account))}
        >
          {words.say("accounts.reset")}
        </Button>
      )}
    </span>
  );
}
