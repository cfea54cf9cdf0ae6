import type { Route, RouteTopic, Words } from "../../../engine/contract/wire/configuration.ts";
import { Button } from "../../kit/components/button.tsx";
import { Plus } from "../../kit/components/icons.tsx";
import { freshId } from "../model/fresh_id.ts";
import { freshRoute } from "../model/fresh_parts.ts";
import { draft } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { channelChoices } from "./draft_channels.tsx";
import { ChoiceField, NumberField, Part, ScheduleField, WordsField } from "./draft_fields.tsx";
import { EntryList } from "./draft_list.tsx";
import { addPart, PartEnd } from "./draft_part_end.tsx";
import { RouteSkills } from "./draft_skills.tsx";
import { RouteLook } from "./look_fields.tsx";

const SECOND = 1_000;
const UNITS_PER_CHAT = 20;

/** Entrances by which visitors come in. */
export function RouteParts() {
  const document = draft.value?.document;
  if (!document) return null;
  return (
    <>
      {document.routes.map((one, at) => <RoutePart key={one.id} route={one} at={at} />)}
      <div class="draft-foot">
        <Button compact icon={Plus} onClick={() => addPart("routes", freshRoute(document))}>
          {words.say("config.route.add")}
        </Button>
      </div>
    </>
  );
}

const named = (list: readonly { id: string; name: Words }[]) =>
  list.map(({ id, name }) => ({ value: id, label: name[language()] }));

function RoutePart({ route, at }: { route: Route; at: number }) {
  const path = `routes.${at}`;
  const { bots = [], groups = [], shops = [] } = draft.value?.document ?? {};
  return (
    <Part title={route.name[language()]} path={path}>
      {() => (
        <>
          <WordsField path={`${path}.name`} label={words.say("config.name")} />
          <ChoiceField
            path={`${path}.shop`}
            label={words.say("config.route.shop")}
            choices={named(shops)}
          />
          <ChoiceField
            path={`${path}.channel`}
            label={words.say("config.route.channel")}
            choices={channelChoices()}
          />
          <ChoiceField
            path={`${path}.group`}
            label={words.say("config.route.group")}
            choices={named(groups)}
          />
          <NumberField path={`${path}.class`} label={words.say("config.class")} />
          <NumberField
            path={`${path}.costUnits`}
            label={words.say("config.cost")}
            scale={UNITS_PER_CHAT}
          />
          <NumberField
            path={`${path}.dormantAfterMs`}
            label={words.say("config.dormant.after")}
            scale={SECOND}
          />
          <NumberField
            path={`${path}.dormantCostUnits`}
            label={words.say("config.dormant.cost")}
            scale={UNITS_PER_CHAT}
          />
          <ScheduleField path={`${path}.schedule`} />
          <ChoiceField
            path={`${path}.bot`}
            label={words.say("config.route.bot")}
            choices={[{ value: "", label: words.say("config.route.bot.none") }, ...named(bots)]}
          />
          {route.bot !== undefined && (
            <NumberField path={`${path}.botPercent`} label={words.say("config.route.botPercent")} />
          )}
          <RouteSkills path={path} route={route} />
          <RouteLook path={`${path}.look`} />
          <WordsField long path={`${path}.welcome`} label={words.say("config.route.welcome")} />
          <Topics path={`${path}.topics`} group={route.group} />
          {route.channel === "web" && <ScriptTag route={route.id} />}
          <PartEnd list="routes" at={at} entry={route} prefix="route" />
        </>
      )}
    </Part>
  );
}

/** Buttons of the welcome; a new one leads to the entrance's own group. */
function Topics({ path, group }: { path: string; group: string }) {
  return (
    <EntryList
      path={path}
      label={words.say("config.route.topic")}
      add={words.say("config.route.topic.add")}
      fresh={(): RouteTopic => ({ id: freshId("topic"), name: { zh: "", en: "" }, group })}
    >
      {(topic) => (
        <>
          <WordsField path={`${topic}.name`} label={words.say("config.name")} />
          <ChoiceField
            path={`${topic}.group`}
            label={words.say("config.route.group")}
            choices={named(draft.value?.document.groups ?? [])}
          />
        </>
      )}
    </EntryList>
  );
}

/** What a page of the shop carries so that its visitors come in here. */
const ScriptTag = ({ route }: { route: string }) => (
  <p class="draft-wide draft-tag">
    <span class="small muted">{words.say("config.route.tag")}</span>
    <code>
      {`<script src="${location.origin}/widget.js" data-route="${route}" async></script>`}
    </code>
  </p>
);
