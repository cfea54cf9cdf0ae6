import { useRef, useState } from "preact/hooks";
import { PRESENCES } from "../../../engine/contract/wire/states.ts";
import { Dialog } from "../../kit/components/dialog.tsx";
import { type Choice, found } from "../model/palette.ts";
import { own, takeNext } from "../stores/conversations.ts";
import { closeLayer, openLayer } from "../stores/layers.ts";
import { nameOf, shopName } from "../stores/names.ts";
import { goTo } from "../stores/navigation.ts";
import { wishPresence } from "../stores/presence.ts";
import { prefer, words } from "../stores/preferences.ts";
import { pathOf } from "../stores/selection.ts";
import { roleIs, selfId } from "../stores/session.ts";
import { findVisitors } from "../stores/visitors.ts";

const PAGES = ["multi", "pending", "visitors", "reports", "settings"] as const;

function pages(): Choice[] {
  const page = (
    name: "wall" | "company" | "configuration" | "admin" | (typeof PAGES)[number],
  ): Choice => ({
    id: `page-${name}`,
    group: "pages",
    label: words.say(`rail.${name}`),
    run: () => goTo(`/desk/${name}`),
  });
  return [
    ...PAGES.map(page),
    ...(roleIs("supervisor", "admin")
      ? [page("wall"), behind("handover"), behind("adjustments"), page("company")]
      : []),
    ...(roleIs("admin") ? [page("configuration"), behind("staffing"), page("admin")] : []),
  ];
}

const BEHIND = {
  handover: "handover.title",
  adjustments: "adjust.title",
  staffing: "staffing.title",
} as const;

/** No pages of the rail: they stand with the wall and with the configuration. */
const behind = (name: keyof typeof BEHIND): Choice => ({
  id: `page-${name}`,
  group: "pages",
  label: words.say(BEHIND[name]),
  run: () => goTo(`/desk/${name}`),
});

function actions(): Choice[] {
  const action = (id: string, label: string, run: () => void): Choice => ({
    id,
    group: "actions",
    label,
    run,
  });
  const { theme } = document.documentElement.dataset;
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const mine = selfId() === "" ? [] : [
    action("take", words.say("take.next"), () => void takeNext()),
    ...PRESENCES.map((presence) =>
      action(
        `presence-${presence}`,
        words.say("palette.presence", { presence: words.say(`presence.${presence}`) }),
        () => wishPresence(presence),
      )
    ),
  ];
  return [
    ...mine,
    action("theme", words.say("palette.theme"), () => prefer({ theme: dark ? "light" : "dark" })),
    action("keys", words.say("palette.keys"), () => openLayer("keys")),
  ];
}

/** My conversations, the pages, what can be done, and past visitors by what was typed. */
function choices(typed: string): Choice[] {
  const wanted = typed.trim();
  const conversations = [...own.value.values()].map((one): Choice => ({
    id: one.conversation,
    group: "conversations",
    label: nameOf(one),
    words: [one.preview?.text, shopName(one.shop), one.card.phone].filter(Boolean).join(" "),
    run: () => goTo(pathOf(one.conversation)),
  }));
  const visitor: Choice = {
    id: "visitor",
    group: "visitors",
    label: words.say("palette.findVisitor", { wanted }),
    run: () => {
      void findVisitors(wanted);
      goTo("/desk/visitors");
    },
  };
  return [
    ...found([...conversations, ...pages(), ...actions()], typed),
    ...(wanted === "" ? [] : [visitor]),
  ];
}

/** Ctrl K: one field that finds and does; arrows choose, Enter does, Esc goes back. */
export function Palette() {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const shown = choices(typed);
  const chosen = Math.min(at, shown.length - 1);
  const run = (choice: Choice | undefined) => {
    if (!choice) return;
    closeLayer();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") run(shown[chosen]);
    else if (by !== 0) {
      const next = (chosen + by + shown.length) % shown.length;
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog title={words.say("palette.title")} closeLabel={words.say("close")} onClose={closeLayer}>
      <input
        class="input"
        type="search"
        role="combobox"
        list={undefined}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={shown[chosen] && `palette-${chosen}`}
        aria-label={words.say("palette.title")}
        placeholder={words.say("palette.placeholder")}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id="palette-list"
        class="palette-list"
        role="listbox"
        aria-label={words.say("palette.title")}
      >
        {shown.map((choice, index) => (
          <div
            key={choice.id}
            id={`palette-${index}`}
            class="menu-item"
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(choice)}
          >
            <span class="grow cut">{choice.label}</span>
            <span class="small muted">{words.say(`palette.${choice.group}`)}</span>
          </div>
        ))}
      </div>
      {shown.length === 0 && <p class="muted">{words.say("palette.none")}</p>}
    </Dialog>
  );
}
