import { useEffect, useState } from "preact/hooks";
import { type CompanySettings, LIGHT_PARTS } from "../../../engine/contract/wire/desk.ts";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { DepartmentList } from "./department_list.tsx";
import { Switch } from "../../kit/components/switch.tsx";
import { LIST_ORDERS } from "../model/order.ts";
import { companyRules, loadCompanyRules, settle } from "../stores/company_rules.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";

/** What the company settles for desk and widget beside routing; saved on change. */
export function CompanyRules() {
  const [fault, setFault] = useState<Fault>();
  const [saved, setSaved] = useState(false);
  useEffect(() => void loadCompanyRules(), []);
  const rules = companyRules.value;
  const change = async (part: CompanySettings) => {
    setSaved(false);
    const found = await settle(part);
    setFault(found);
    setSaved(found === undefined);
  };
  return (
    <section class="card" aria-label={words.say("company.settings")}>
      <header>
        <h2>{words.say("company.settings")}</h2>
        <span class="small muted" role="status">{saved && words.say("profile.saved")}</span>
      </header>
      <div class="inside">
        {fault && (
          <InlineError>
            {fault.code === "not_eligible" ? words.say("company.factor.first") : faultText(fault)}
          </InlineError>
        )}
        <span class="small muted">{words.say("company.push")}</span>
        <Segmented
          label={words.say("company.push")}
          value={rules.urlPush ?? "ask"}
          choices={(["ask", "open"] as const).map((value) => ({
            value,
            label: words.say(`company.push.${value}`),
          }))}
          onChoose={(urlPush: "ask" | "open") => void change({ urlPush })}
        />
        <span class="small muted">{words.say("company.order")}</span>
        <Segmented
          label={words.say("company.order")}
          value={rules.listOrder ?? "byEither"}
          choices={LIST_ORDERS.map((value) => ({ value, label: words.say(`list.order.${value}`) }))}
          onChoose={(listOrder) => void change({ listOrder })}
        />
        <DepartmentList
          departments={rules.departments ?? []}
          onChange={(departments) => void change({ departments })}
        />
        <span class="small muted">{words.say("company.factor")}</span>
        <Segmented
          label={words.say("company.factor")}
          value={rules.secondFactor ?? "own"}
          choices={(["own", "admins"] as const).map((value) => ({
            value,
            label: words.say(`company.factor.${value}`),
          }))}
          onChoose={(secondFactor: "own" | "admins") => void change({ secondFactor })}
        />
        <span class="small muted">{words.say("lightened.title")}</span>
        <div class="short-rows">
          {LIGHT_PARTS.map((part) => (
            <div class="row" key={part}>
              <span class="grow">{words.say(`lightened.${part}`)}</span>
              <Switch
                label={words.say("lightened.label", { part: words.say(`lightened.${part}`) })}
                on={rules.lightened?.includes(part) ?? false}
                onChange={(on) => {
                  const others = (rules.lightened ?? []).filter((one) => one !== part);
                  void change({ lightened: on ? [...others, part] : others });
                }}
              />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
