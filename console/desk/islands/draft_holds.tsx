import type { Clock, Words } from "../../../engine/contract/wire/configuration.ts";
import { nextMoment } from "../model/fresh_parts.ts";
import { agentName, colleagues } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { ChoiceField, NumberField, WordsField } from "./draft_fields.tsx";
import { EntryList } from "./draft_list.tsx";

const SECOND = 1_000;

/** What a visitor is told while a clock runs, and when; of silence only the notice before the end. */
export function ClockHolds({ path, clock }: { path: string; clock: Clock }) {
  const notice = clock.kind === "visitorSilent";
  const title = words.say(notice ? "config.holds.notice" : "config.holds");
  return (
    <fieldset class="plain draft-wide draft-part-group">
      <legend>{title}</legend>
      <p class="small muted">
        {words.say(notice ? "config.holds.notice.about" : "config.holds.about")}
      </p>
      {!notice && (
        <>
          <EntryList
            optional
            path={`${path}.holdAtMs`}
            label={words.say("config.holds.at")}
            add={words.say("config.holds.at.add")}
            fresh={() => nextMoment(clock.holdAtMs)}
          >
            {(moment) => (
              <NumberField
                required
                path={moment}
                label={words.say("config.holds.at.after")}
                scale={SECOND}
              />
            )}
          </EntryList>
          <div class="draft-fields">
            <NumberField
              path={`${path}.holdsPerRoundMax`}
              label={words.say("config.holds.most")}
            />
          </div>
        </>
      )}
      <EntryList
        optional
        path={`${path}.holdTexts`}
        label={words.say("config.holds.text")}
        add={words.say("config.holds.text.add")}
        fresh={(): Words => ({ zh: "", en: "" })}
      >
        {(text) => <WordsField long path={text} label={words.say("config.holds.text")} />}
      </EntryList>
    </fieldset>
  );
}

/** Whose conversations alone the clock is for; who has left the roster is still there by id. */
export function ClockAgents({ path, agents = [] }: { path: string; agents?: string[] }) {
  const people = colleagues.value.agents.map(({ agent }) => ({
    value: agent,
    label: agentName(agent),
  }));
  const gone = agents.filter((id) => !people.some(({ value }) => value === id))
    .map((id) => ({ value: id, label: id }));
  const free = people.find(({ value }) => !agents.includes(value)) ?? people[0];
  return (
    <fieldset class="plain draft-wide draft-part-group">
      <legend>{words.say("config.clock.agents")}</legend>
      <p class="small muted">{words.say("config.clock.agents.all")}</p>
      <EntryList
        optional
        path={`${path}.agents`}
        label={words.say("config.clock.agents")}
        add={words.say("config.clock.agents.add")}
        fresh={() => free?.value ?? ""}
      >
        {(one) => (
          <ChoiceField
            path={one}
            label={words.say("config.clock.agents")}
            choices={[...people, ...gone]}
          />
        )}
      </EntryList>
    </fieldset>
  );
}
