import type { ComponentChildren } from "preact";
import type { Clock, Route } from "../../../engine/contract/wire/configuration.ts";
import { freshId } from "../model/fresh_id.ts";
import { draft } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { BotParts } from "./draft_bots.tsx";
import { ClassesPart } from "./draft_classes.tsx";
import { ChoiceField, NumberField, Part, ScheduleField, WordsField } from "./draft_fields.tsx";
import { GroupPart } from "./draft_groups.tsx";
import { EntryList } from "./draft_list.tsx";
import { ScheduleParts } from "./draft_schedules.tsx";
import { TopicTree } from "./draft_topics.tsx";
import { LookParts, RouteLook } from "./look_fields.tsx";

const SECOND = 1000;
const UNITS_PER_CHAT = 20;

/** The document by its parts: groups with overflow, entrances, classes, hours, topics, bots, looks, clocks. */
export function DraftForm() {
  const document = draft.value?.document;
  if (!document) return null;
  return (
    <>
      <Section title={words.say("config.groups")}>
        {document.groups.map((one, at) => <GroupPart key={one.id} group={one} at={at} />)}
      </Section>
      <Section title={words.say("config.routes")}>
        {document.routes.map((one, at) => <RoutePart key={one.id} route={one} at={at} />)}
      </Section>
      <Section title={words.say("config.line")}>
        <ClassesPart />
      </Section>
      <Section title={words.say("config.hours")}>
        <ScheduleParts />
      </Section>
      <Section title={words.say("config.topics")}>
        <TopicTree />
      </Section>
      <Section title={words.say("config.bots")}>
        <BotParts />
      </Section>
      <Section title={words.say("config.looks")}>
        <LookParts />
      </Section>
      <Section title={words.say("config.clocks")}>
        {document.clocks.map((one, at) => <ClockPart key={one.id} clock={one} at={at} />)}
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {children}
    </section>
  );
}

function RoutePart({ route, at }: { route: Route; at: number }) {
  const path = `routes.${at}`;
  const { bots = [], groups = [] } = draft.value?.document ?? {};
  return (
    <Part title={route.name[language()]} path={path}>
      {() => (
        <>
          <NumberField path={`${path}.class`} label={words.say("config.class")} />
          <NumberField
            path={`${path}.costUnits`}
            label={words.say("config.cost")}
            scale={UNITS_PER_CHAT}
          />
          <ScheduleField path={`${path}.schedule`} />
          <ChoiceField
            path={`${path}.bot`}
            label={words.say("config.route.bot")}
            choices={[
              { value: "", label: words.say("config.route.bot.none") },
              ...bots.map(({ id, name }) => ({ value: id, label: name[language()] })),
            ]}
          />
          {route.bot !== undefined && (
            <NumberField path={`${path}.botPercent`} label={words.say("config.route.botPercent")} />
          )}
          <RouteLook path={`${path}.look`} />
          <WordsField long path={`${path}.welcome`} label={words.say("config.route.welcome")} />
          <EntryList
            path={`${path}.topics`}
            label={words.say("config.route.topic")}
            add={words.say("config.route.topic.add")}
            fresh={() => ({
              id: freshId("topic"),
              name: { zh: "", en: "" },
              group: route.group,
            })}
          >
            {(topic) => (
              <>
                <WordsField path={`${topic}.name`} label={words.say("config.name")} />
                <ChoiceField
                  path={`${topic}.group`}
                  label={words.say("config.route.group")}
                  choices={groups.map(({ id, name }) => ({ value: id, label: name[language()] }))}
                />
              </>
            )}
          </EntryList>
        </>
      )}
    </Part>
  );
}

function ClockPart({ clock, at }: { clock: Clock; at: number }) {
  const path = `clocks.${at}`;
  return (
    <Part title={clock.name[language()]} path={path}>
      {() => (
        <>
          <NumberField path={`${path}.warnMs`} label={words.say("adjust.warn")} scale={SECOND} />
          <NumberField
            path={`${path}.breachMs`}
            label={words.say("adjust.breach")}
            scale={SECOND}
          />
          {clock.kind === "agentSilent" && (
            <NumberField
              path={`${path}.reclaimMs`}
              label={words.say("adjust.reclaim")}
              scale={SECOND}
            />
          )}
        </>
      )}
    </Part>
  );
}
