import type { Route } from "../../../engine/contract/wire/configuration.ts";
import { freshRelaxation, knownSkills, LEVELS } from "../model/skills.ts";
import { draft, edit } from "../stores/configuration_draft.ts";
import { colleagues } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { ChoiceField, NumberField, TextField } from "./draft_fields.tsx";
import { EntryList } from "./draft_list.tsx";

const SECOND = 1_000;
const MIDDLE_LEVEL = 3;

/** Which skills an entrance asks of an agent, and with how much less it is content in time. */
export function RouteSkills({ path, route }: { path: string; route: Route }) {
  const { requirements = [], relax = [] } = route;
  return (
    <>
      <p class="draft-wide small muted">{words.say("config.skills.about")}</p>
      <Requirements path={`${path}.requirements`} />
      {(requirements.length > 0 || relax.length > 0) && (
        <>
          <p class="draft-wide small muted">{words.say("config.relax.about")}</p>
          <EntryList
            optional
            path={`${path}.relax`}
            label={words.say("config.relax")}
            add={words.say("config.relax.add")}
            fresh={() => freshRelaxation(route)}
          >
            {(step) => (
              <>
                <NumberField
                  path={`${step}.afterMs`}
                  label={words.say("config.rule.after")}
                  scale={SECOND}
                />
                <Requirements path={`${step}.requirements`} />
              </>
            )}
          </EntryList>
        </>
      )}
    </>
  );
}

function Requirements({ path }: { path: string }) {
  const records = colleagues.value.agents.map(({ record }) => record);
  const known = draft.value ? knownSkills(draft.value.document, records) : [];
  return (
    <EntryList
      path={path}
      label={words.say("config.skill")}
      add={words.say("config.skill.add")}
      fresh={() => ({ skill: "", level: MIDDLE_LEVEL })}
    >
      {(one) => (
        <>
          <TextField
            path={`${one}.skill`}
            label={words.say("config.skill.name")}
            offers={known}
          />
          <ChoiceField
            path={`${one}.level`}
            label={words.say("config.skill.level")}
            choices={LEVELS.map((level) => ({ value: String(level), label: String(level) }))}
            write={(level) => edit(`${one}.level`, Number(level))}
          />
        </>
      )}
    </EntryList>
  );
}
