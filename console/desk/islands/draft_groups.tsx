import type { Group, OverflowRule } from "../../../engine/contract/wire/configuration.ts";
import { STRATEGIES } from "../../../engine/contract/wire/states.ts";
import { Button, IconButton } from "../../kit/components/button.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import { withCause } from "../model/document.ts";
import { freshGroup } from "../model/fresh_parts.ts";
import { draft, edit } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { ChoiceField, NumberField, Part, ScheduleField, WordsField } from "./draft_fields.tsx";
import { addPart, PartEnd } from "./draft_part_end.tsx";

const SECOND = 1000;

const strategies = () =>
  STRATEGIES.map((value) => ({ value, label: words.say(`explain.strategy.${value}`) }));

const WEIGHTS = ["skill", "free", "idle", "last"] as const;
const WEIGHTS_AT_FIRST = { skill: 1, free: 1, idle: 1, last: 1, idleCapMs: 600_000 };

/** Waiting lines with the people who serve them. */
export function GroupParts() {
  const document = draft.value?.document;
  if (!document) return null;
  return (
    <>
      {document.groups.map((one, at) => <GroupPart key={one.id} group={one} at={at} />)}
      <div class="draft-foot">
        <Button compact icon={Plus} onClick={() => addPart("groups", freshGroup(document))}>
          {words.say("config.group.add")}
        </Button>
      </div>
    </>
  );
}

/** A group: how it chooses, what it hands on and when, its hours. */
function GroupPart({ group, at }: { group: Group; at: number }) {
  const path = `groups.${at}`;
  return (
    <Part title={group.name[language()]} path={path}>
      {() => (
        <>
          <WordsField path={`${path}.name`} label={words.say("config.name")} />
          <ChoiceField
            path={`${path}.strategy`}
            label={words.say("adjust.strategy")}
            choices={strategies()}
          />
          {group.strategy === "scored" && !group.scored && (
            <Button
              compact
              onClick={() => edit(`${path}.scored`, WEIGHTS_AT_FIRST)}
            >
              {words.say("config.weights.add")}
            </Button>
          )}
          {group.strategy === "scored" && group.scored && WEIGHTS.map((name) => (
            <NumberField
              key={name}
              path={`${path}.scored.${name}`}
              label={words.say("config.weight", { term: words.say(`explain.term.${name}`) })}
            />
          ))}
          <NumberField
            path={`${path}.lastAgentMs`}
            label={words.say("config.lastAgent")}
            scale={SECOND}
          />
          <NumberField
            path={`${path}.transferOfferMs`}
            label={words.say("config.group.transferOffer")}
            scale={SECOND}
          />
          <NumberField
            path={`${path}.offerMs`}
            label={words.say("config.group.offer")}
            scale={SECOND}
          />
          <NumberField
            path={`${path}.wrapUpMs`}
            label={words.say("config.group.wrapUp")}
            scale={SECOND}
          />
          <NumberField path={`${path}.breaksMax`} label={words.say("config.group.breaksMax")} />
          <ScheduleField path={`${path}.schedule`} />
          {group.overflow.map((_, step) => (
            <RuleFields key={step} group={group} at={at} step={step} />
          ))}
          <Button
            compact
            icon={Plus}
            onClick={() => edit(`${path}.overflow.${group.overflow.length}`, newRule(group.id))}
          >
            {words.say("config.rule.add")}
          </Button>
          <TerminalFields group={group} path={path} />
          <PartEnd list="groups" at={at} entry={group} prefix="group" />
        </>
      )}
    </Part>
  );
}

const TERMINALS = ["keepWaiting", "leftMessage", "bot", "callback"] as const;
const PATIENCE_AT_FIRST = 900 * SECOND;

/** What happens to whoever still waits when the list is exhausted. */
function TerminalFields({ group: { terminal }, path }: { group: Group; path: string }) {
  const afterMs = "afterMs" in terminal ? terminal.afterMs : PATIENCE_AT_FIRST;
  return (
    <>
      <ChoiceField
        path={`${path}.terminal.kind`}
        label={words.say("config.group.terminal")}
        choices={TERMINALS.map((value) => ({ value, label: words.say(`config.end.${value}`) }))}
        write={(kind) =>
          edit(`${path}.terminal`, kind === "keepWaiting" ? { kind } : { kind, afterMs })}
      />
      {terminal.kind !== "keepWaiting" && (
        <NumberField
          path={`${path}.terminal.afterMs`}
          label={words.say("config.group.terminalAfter")}
          scale={SECOND}
        />
      )}
    </>
  );
}

const newRule = (group: string) => ({
  when: "full",
  to: draft.value?.document.groups.find(({ id }) => id !== group)?.id ?? group,
});

const WHEN = ["noAgents", "full", "timeout", "longQueue", "longEstimate"] as const;

/** A threshold makes two lines share; without one who comes late waits in both. */
const QUEUE_FIELDS = ["minQueue", "threshold", "ratio", "resumeBelow"] as const;

function RuleFields({ group, at, step }: { group: Group; at: number; step: number }) {
  const path = `groups.${at}.overflow.${step}`;
  const groups = draft.value?.document.groups ?? [];
  const rule = group.overflow[step];
  const { when } = rule;
  return (
    <div class="draft-rule" role="group" aria-label={words.say("config.rule", { step: step + 1 })}>
      <ChoiceField
        path={`${path}.when`}
        label={words.say("config.rule.when")}
        choices={WHEN.map((value) => ({ value, label: words.say(`config.when.${value}`) }))}
        write={(value) =>
          edit(path, withCause(rule, value as OverflowRule["when"]))}
      />
      {when === "timeout" && (
        <NumberField
          path={`${path}.afterMs`}
          label={words.say("config.rule.after")}
          scale={SECOND}
        />
      )}
      {when === "longQueue" && QUEUE_FIELDS.map((name) => (
        <NumberField
          key={name}
          path={`${path}.${name}`}
          label={words.say(`config.rule.${name}`)}
        />
      ))}
      {when === "longEstimate" && (
        <NumberField
          path={`${path}.estimateOverMs`}
          label={words.say("config.rule.estimate")}
          scale={SECOND}
        />
      )}
      <ChoiceField
        path={`${path}.to`}
        label={words.say("config.rule.to")}
        choices={groups.map(({ id, name }) => ({ value: id, label: name[language()] }))}
      />
      <NumberField path={`${path}.donorMinFree`} label={words.say("config.rule.donorMinFree")} />
      <IconButton
        compact
        icon={X}
        label={words.say("config.rule.remove", { step: step + 1 })}
        onClick={() =>
          edit(path, undefined)}
      />
    </div>
  );
}
