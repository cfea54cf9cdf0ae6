import { useEffect, useState } from "preact/hooks";
import type { AuditLine, AuditOutcome } from "../../../engine/contract/wire/http_audit.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { clockTime, day } from "../../kit/i18n/formats.ts";
import { faultText } from "../stores/faults.ts";
import { language, words } from "../stores/preferences.ts";
import { audit, type AuditFilter, loadAudit } from "../stores/security.ts";

const ANY: AuditFilter = { author: "", action: "" };

/** What admins and supervisors changed, newest first. */
export function AuditLog() {
  const [filter, setFilter] = useState(ANY);
  useEffect(() => void loadAudit(ANY), []);
  const { lines, next, fault } = audit.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement);
    const asked = {
      author: String(typed.get("author")).trim(),
      action: String(typed.get("action")).trim(),
    };
    setFilter(asked);
    void loadAudit(asked);
  };
  return (
    <section class="card" aria-label={words.say("audit.title")}>
      <header>
        <h2>{words.say("audit.title")}</h2>
        <span class="small muted">{words.say("audit.text")}</span>
      </header>
      <div class="inside">
        <form class="row wrap" onSubmit={submit}>
          <Field label={words.say("audit.author")}>
            {(ties) => <input {...ties} class="input" name="author" autoComplete="off" />}
          </Field>
          <Field label={words.say("audit.action.hint")}>
            {(ties) => (
              <input
                {...ties}
                class="input"
                name="action"
                autoComplete="off"
                list="audit-actions"
              />
            )}
          </Field>
          <datalist id="audit-actions">
            {[...new Set(lines?.map(({ action }) => action))].sort().map((action) => (
              <option key={action} value={action} />
            ))}
          </datalist>
          <Button type="submit">{words.say("audit.filter")}</Button>
        </form>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        {lines?.length === 0 && !fault && <p class="muted">{words.say("audit.none")}</p>}
        {lines && lines.length > 0 && <LineTable lines={lines} />}
        {next && (
          <div>
            <Button onClick={() => void loadAudit(filter, next)}>
              {words.say("audit.older")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function LineTable({ lines }: { lines: AuditLine[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          {(["at", "author", "action", "outcome", "detail"] as const).map((column) => (
            <th key={column} scope="col">{words.say(`audit.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, at, author, action, outcome, detail }) => (
          <tr key={id}>
            <td class="num">{moment(at)}</td>
            <td>{author}</td>
            <td>
              <code>{action}</code>
            </td>
            <td>{outcome && outcomeText(outcome)}</td>
            <td>{Object.entries(detail).map(([name, value]) => told(name, value)).join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const moment = (at: number) => `${day(language(), at)} ${clockTime(language(), at)}`;

/** Times are named `...At`; all else stands as it was written. */
const told = (name: string, value: string | number) =>
  `${name} ${name.endsWith("At") && typeof value === "number" ? moment(value) : value}`;

function outcomeText(outcome: AuditOutcome): string {
  if (outcome === "done" || outcome === "unknown") return words.say(`audit.outcome.${outcome}`);
  return words.say("audit.outcome.refused", { code: outcome });
}
