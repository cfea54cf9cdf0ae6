import type { Bot } from "../../../engine/contract/wire/configuration.ts";
import { Button } from "../../kit/components/button.tsx";
import { Plus } from "../../kit/components/icons.tsx";
import { freshId } from "../model/fresh_id.ts";
import { draft } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { ChoiceField, LinesField, NumberField, Part, WordsField } from "./draft_fields.tsx";
import { EntryList } from "./draft_list.tsx";
import { addPart, PartEnd } from "./draft_part_end.tsx";

const SECOND = 1_000;
const KINDS = ["faq", "service"] as const;

/** Bots with their own knowledge; one bot's is nobody else's. */
export function BotParts() {
  const bots = draft.value?.document.bots ?? [];
  const add = () => {
    const id = freshId("bot");
    const nth = bots.length + 1;
    const fresh: Bot = {
      id,
      name: { zh: `机器人 ${nth}`, en: `Bot ${nth}` },
      kind: "faq",
      answerMs: 5 * SECOND,
      idleCloseMs: 600 * SECOND,
    };
    addPart("bots", fresh);
  };
  return (
    <>
      {bots.map((one, at) => <BotPart key={one.id} bot={one} at={at} />)}
      <div class="draft-foot">
        <Button compact icon={Plus} onClick={add}>{words.say("config.bots.add")}</Button>
      </div>
    </>
  );
}

function BotPart({ bot, at }: { bot: Bot; at: number }) {
  const path = `bots.${at}`;
  return (
    <Part title={bot.name[language()]} path={path}>
      {() => (
        <>
          <WordsField path={`${path}.name`} label={words.say("config.name")} />
          <ChoiceField
            path={`${path}.kind`}
            label={words.say("config.bots.kind")}
            choices={KINDS.map((value) => ({ value, label: words.say(`config.bots.${value}`) }))}
          />
          <NumberField
            path={`${path}.answerMs`}
            label={words.say("config.bots.answer")}
            scale={SECOND}
          />
          <NumberField
            path={`${path}.idleCloseMs`}
            label={words.say("config.bots.idle")}
            scale={SECOND}
          />
          <NumberField path={`${path}.unknownMax`} label={words.say("config.bots.unknownMax")} />
          <WordsField
            path={`${path}.unknown`}
            label={words.say("config.bots.unknown")}
            optional
          />
          {bot.kind === "faq" && <Knowledge path={path} />}
          <PartEnd list="bots" at={at} entry={bot} />
        </>
      )}
    </Part>
  );
}

const EMPTY = { zh: "", en: "" };

function Knowledge({ path }: { path: string }) {
  return (
    <>
      <EntryList
        path={`${path}.keywords`}
        label={words.say("config.bots.keyword")}
        add={words.say("config.bots.keyword.add")}
        fresh={() => ({ id: freshId("word"), words: [], answer: EMPTY })}
      >
        {(entry) => (
          <>
            <LinesField path={`${entry}.words`} label={words.say("config.bots.words")} />
            <WordsField long path={`${entry}.answer`} label={words.say("config.bots.says")} />
          </>
        )}
      </EntryList>
      <EntryList
        path={`${path}.knowledge`}
        label={words.say("config.bots.known")}
        add={words.say("config.bots.known.add")}
        fresh={() => ({ id: freshId("known"), questions: [], answer: EMPTY })}
      >
        {(entry) => (
          <>
            <LinesField path={`${entry}.questions`} label={words.say("config.bots.questions")} />
            <WordsField long path={`${entry}.answer`} label={words.say("config.bots.says")} />
          </>
        )}
      </EntryList>
    </>
  );
}
