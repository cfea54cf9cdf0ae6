import { useEffect, useState } from "preact/hooks";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import { Button } from "../../kit/components/button.tsx";
import { Avatar, Chip, Name } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { decimal } from "../../kit/i18n/formats.ts";
import { AccountList } from "../islands/account_list.tsx";
import { ApiKeys } from "../islands/api_keys.tsx";
import { AuditLog } from "../islands/audit_log.tsx";
import { CompanyRules } from "../islands/company_rules.tsx";
import { CustomerSecrets } from "../islands/customer_secrets.tsx";
import { EraseForm } from "../islands/erase_form.tsx";
import { ProfileDialog } from "../islands/profile_dialog.tsx";
import { RosterForm } from "../islands/roster_form.tsx";
import { loadRoster, roster } from "../stores/company.ts";
import { faultText } from "../stores/faults.ts";
import { groupName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";

/** Who works here, and the right to be forgotten. */
export function Admin() {
  useEffect(() => void loadRoster(), []);
  const { agents, fault } = roster.value;
  return (
    <main class="page narrow" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("admin.title")}</h1>
      </div>
      <div class="page-body">
        <section class="card">
          <header>
            <h2>{words.say("admin.roster")}</h2>
            <span class="small muted">{words.say("admin.roster.text")}</span>
          </header>
          <div class="inside">
            {fault && <InlineError>{faultText(fault)}</InlineError>}
            {!agents && !fault && <SkeletonRows count={6} />}
            {agents && <Roster agents={agents} />}
          </div>
        </section>
        <AccountList />
        <CompanyRules />
        <ApiKeys />
        <CustomerSecrets />
        <AuditLog />
        <EraseForm />
      </div>
    </main>
  );
}

function Roster({ agents }: { agents: AgentSummary[] }) {
  const [shown, setShown] = useState<AgentSummary>();
  const [edited, setEdited] = useState<AgentSummary>();
  return (
    <>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.say("admin.agent")}</th>
            <th scope="col">{words.say("admin.presence")}</th>
            <th scope="col">{words.say("admin.groups")}</th>
            <th scope="col">{words.say("admin.skills")}</th>
            <th scope="col" class="figure">{words.say("admin.capacity")}</th>
            <th scope="col" class="figure">{words.say("admin.windows")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {agents.map((one) => (
            <RosterRow
              key={one.agent}
              one={one}
              onProfile={() => setShown(one)}
              onEdit={() => setEdited(one)}
            />
          ))}
        </tbody>
      </table>
      {edited && <RosterForm of={edited} onClose={() => setEdited(undefined)} />}
      {shown && (
        <ProfileDialog
          agent={shown.agent}
          name={shown.record.name}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

/** Work units of one conversation. */
const UNITS_PER_CONVERSATION = 20;

function RosterRow(
  { one, onProfile, onEdit }: { one: AgentSummary; onProfile(): void; onEdit(): void },
) {
  const { record, presence, connection } = one;
  const skills = Object.entries(record.skills ?? {});
  const used = decimal(language(), one.usedUnits / UNITS_PER_CONVERSATION);
  const capacity = decimal(
    language(),
    (one.adjusted ?? record).capacityUnits / UNITS_PER_CONVERSATION,
  );
  return (
    <tr>
      <td>
        <span class="row">
          <Avatar name={record.name} size={28} />
          <Name of={record.name} />
          <span class="small muted">{one.agent}</span>
        </span>
      </td>
      <td>
        <span class="row">
          <i class={`presence-mark ${presence}`} aria-hidden="true" />
          {words.say(`presence.${presence}`)}
          {connection === "gone" && <Chip tone="warn">{words.say("admin.gone")}</Chip>}
        </span>
      </td>
      <td>
        <span class="tags">
          {record.memberships.map(({ group }) => <Chip key={group}>{groupName(group)}</Chip>)}
        </span>
      </td>
      <td>
        <span class="tags">
          {skills.length === 0 && "—"}
          {skills.map(([skill, level]) => (
            <Chip key={skill}>{words.say("admin.level", { skill, level })}</Chip>
          ))}
        </span>
      </td>
      <td class="figure">{words.say("capacity.value", { used, capacity })}</td>
      <td class="figure">
        {words.say("capacity.value", { used: one.windows, capacity: record.windowCap })}
      </td>
      <td class="row">
        <Button
          compact
          aria-label={words.say("roster.edit.of", { name: record.name })}
          onClick={onEdit}
        >
          {words.say("roster.edit")}
        </Button>
        <Button
          compact
          aria-label={words.say("profile.edit.label", { name: record.name })}
          onClick={onProfile}
        >
          {words.say("profile.edit")}
        </Button>
      </td>
    </tr>
  );
}
