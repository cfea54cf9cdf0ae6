import { useState } from "preact/hooks";
import { type Department, DEPARTMENTS_MAX } from "../../../engine/contract/wire/desk.ts";
import { Button, IconButton } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import { randomId } from "../wire/random_id.ts";
import { language, words } from "../stores/preferences.ts";

const NAME_MAX = 50;

/** Departments 部门 that pending work may wait for: named by the admin, chosen by agents. */
export function DepartmentList(
  { departments, onChange }: {
    departments: readonly Department[];
    onChange(departments: Department[]): void;
  },
) {
  const [zh, setZh] = useState("");
  const [en, setEn] = useState("");
  const [tried, setTried] = useState(false);
  const add = (event: Event) => {
    event.preventDefault();
    setTried(true);
    const name = { zh: zh.trim(), en: en.trim() };
    if (name.zh === "" || name.en === "" || departments.length >= DEPARTMENTS_MAX) return;
    onChange([...departments, { id: `d${randomId().slice(0, 8)}`, name }]);
    setZh("");
    setEn("");
    setTried(false);
  };
  const field = (label: string, value: string, change: (value: string) => void) => (
    <Field
      label={label}
      fault={tried && value.trim() === "" ? words.say("company.department.missing") : undefined}
    >
      {(ties) => (
        <input
          {...ties}
          class="input"
          maxLength={NAME_MAX}
          value={value}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </Field>
  );
  return (
    <div class="stack">
      <span class="small muted">{words.say("company.departments")}</span>
      {departments.length > 0 && (
        <ul class="plain short-rows" aria-label={words.say("company.departments")}>
          {departments.map((one) => (
            <li key={one.id} class="row">
              <span class="grow cut">
                {one.name[language()]}{" "}
                <span class="small muted">{one.name[language() === "zh" ? "en" : "zh"]}</span>
              </span>
              <IconButton
                compact
                icon={X}
                label={words.say("company.department.remove", { name: one.name[language()] })}
                onClick={() =>
                  onChange(departments.filter(({ id }) => id !== one.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <form class="row wrap" onSubmit={add}>
        {field(words.say("company.department.zh"), zh, setZh)}
        {field(words.say("company.department.en"), en, setEn)}
        <Button icon={Plus} type="submit">{words.say("company.department.add")}</Button>
      </form>
    </div>
  );
}
