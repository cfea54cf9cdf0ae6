import {
  NOTICE_KINDS,
  NOTICE_SOUNDS,
  type NoticeChoice,
  type NoticeKind,
  type NoticeSound,
} from "../../../engine/contract/wire/desk.ts";
import { Button } from "../../kit/components/button.tsx";
import { Icon, Play, Volume2 } from "../../kit/components/icons.tsx";
import { Switch } from "../../kit/components/switch.tsx";
import { mustStay } from "../model/notices.ts";
import { lastFault } from "../stores/faults.ts";
import { askForDesktop, desktopAllowed } from "../stores/notices.ts";
import { prefer, preferences, words } from "../stores/preferences.ts";
import { play } from "../stores/sounds.ts";

/** Sound and popups per kind of event, chosen by each agent; saved on change. */
export function SettingsNotices() {
  return (
    <section class="card" aria-label={words.say("notices.title")}>
      <header>
        <h2>{words.say("notices.title")}</h2>
        <span class="small muted">{words.say("notices.about")}</span>
      </header>
      <div class="inside">
        <Desktop />
        <table class="table notice-table">
          <thead>
            <tr>
              {(["event", "sound", "popup", "desktop"] as const).map((column) => (
                <th key={column} scope="col">{words.say(`notices.${column}`)}</th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>{NOTICE_KINDS.map((kind) => <NoticeRow key={kind} kind={kind} />)}</tbody>
        </table>
        <Volume />
      </div>
    </section>
  );
}

function Desktop() {
  if (desktopAllowed.value === "default") {
    return (
      <div>
        <Button compact onClick={() => void askForDesktop()}>{words.say("notices.allow")}</Button>
      </div>
    );
  }
  if (desktopAllowed.value !== "denied") return null;
  return <p class="small muted">{words.say("notices.denied")}</p>;
}

function NoticeRow({ kind }: { kind: NoticeKind }) {
  const choice = preferences.value.notices[kind];
  const name = words.say(`notices.kind.${kind}`);
  const change = (part: Partial<NoticeChoice>) => {
    const next = { ...choice, ...part };
    if (mustStay(kind, next)) return;
    prefer({ notices: { ...preferences.value.notices, [kind]: next } });
    if (part.desktop) void askForDesktop();
    if (part.sound) play(part.sound, name);
    lastFault.value = undefined;
  };
  const only = (part: Partial<NoticeChoice>) => mustStay(kind, { ...choice, ...part });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <select
          class="input"
          aria-label={words.say("notices.sound.label", { kind: name })}
          value={choice.sound}
          onChange={(event) => change({ sound: event.currentTarget.value as NoticeSound })}
        >
          {NOTICE_SOUNDS.map((one) => (
            <option key={one} value={one} disabled={only({ sound: one })}>
              {words.say(`notices.sound.${one}`)}
            </option>
          ))}
        </select>
      </td>
      {(["popup", "desktop"] as const).map((way) => (
        <td key={way}>
          <Switch
            label={words.say(`notices.${way}.label`, { kind: name })}
            on={choice[way]}
            fixed={choice[way] && only({ [way]: false }) ? words.say("notices.keep") : undefined}
            onChange={(on) => change({ [way]: on })}
          />
        </td>
      ))}
      <td>
        <Button
          compact
          icon={Play}
          aria-label={words.say("notices.try.label", { kind: name })}
          onClick={() => play(choice.sound, name)}
        >
          {words.say("notices.try")}
        </Button>
      </td>
    </tr>
  );
}

function Volume() {
  const { volume, quietOnBreak } = preferences.value;
  return (
    <div class="row">
      <Icon of={Volume2} />
      <label class="row">
        {words.say("notices.volume")}
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={volume}
          onChange={(event) => prefer({ volume: Number(event.currentTarget.value) })}
        />
      </label>
      <span class="num small muted">{volume} %</span>
      <span class="divider" />
      <span>{words.say("notices.quiet")}</span>
      <Switch
        label={words.say("notices.quiet")}
        on={quietOnBreak}
        onChange={(on) => prefer({ quietOnBreak: on })}
      />
    </div>
  );
}
