import type { ChannelRule } from "../../../engine/contract/wire/configuration.ts";
import { CHANNELS } from "../../../engine/contract/wire/states.ts";
import { freeChannel } from "../model/channel_table.ts";
import { draft } from "../stores/configuration_draft.ts";
import { words } from "../stores/preferences.ts";
import { ChoiceField, NumberField, Part } from "./draft_fields.tsx";
import { EntryList } from "./draft_list.tsx";

const UNITS_PER_CHAT = 20;

export const channelChoices = () =>
  CHANNELS.map((value) => ({ value, label: words.say(`config.channel.${value}`) }));

/** What a channel weighs, and beside how much of others it may come to an agent. */
export function ChannelsPart() {
  const { channels = [] } = draft.value?.document ?? {};
  return (
    <Part title={words.say("config.channels")} path="channels">
      {() => (
        <>
          <p class="draft-wide small muted">{words.say("config.channels.about")}</p>
          <EntryList
            optional
            path="channels"
            label={words.say("config.channels.row")}
            add={words.say("config.channels.add")}
            fresh={(): ChannelRule => ({ channel: freeChannel(channels) })}
          >
            {(row, { channel, beside = [] }: ChannelRule) => (
              <>
                <ChoiceField
                  path={`${row}.channel`}
                  label={words.say("config.route.channel")}
                  choices={channelChoices()}
                />
                <NumberField
                  path={`${row}.costUnits`}
                  label={words.say("config.channels.cost")}
                  scale={UNITS_PER_CHAT}
                />
                <EntryList
                  optional
                  path={`${row}.beside`}
                  label={words.say("config.channels.beside")}
                  add={words.say("config.channels.beside.add")}
                  fresh={() => ({ channel: freeChannel([{ channel }, ...beside]), atMost: 0 })}
                >
                  {(limit) => <Limit path={limit} />}
                </EntryList>
              </>
            )}
          </EntryList>
        </>
      )}
    </Part>
  );
}

const Limit = ({ path }: { path: string }) => (
  <>
    <ChoiceField
      path={`${path}.channel`}
      label={words.say("config.channels.beside.which")}
      choices={channelChoices()}
    />
    <NumberField
      path={`${path}.atMost`}
      label={words.say("config.channels.beside.atMost")}
    />
  </>
);
