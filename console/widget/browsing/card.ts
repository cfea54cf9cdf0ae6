import type { BrowsingAnswer } from "../../../engine/contract/wire/browsing.ts";
import type { Language } from "../loader/bridge.ts";

const WORDS = {
  zh: { from: "{name} 邀请您对话", yes: "开始对话", no: "暂不需要" },
  en: { from: "{name} invites you to chat", yes: "Chat now", no: "Not now" },
};

/** Over the page and over the panel; it takes no focus, for nobody asked for it. */
const CSS = `
section{position:fixed;z-index:2147483001;right:20px;bottom:88px;box-sizing:border-box;
width:min(320px,100vw - 40px);padding:16px;border-radius:14px;background:var(--s);color:var(--t);
box-shadow:0 0 0 1px #818d9a4d,0 8px 20px #0f1b281a,0 24px 56px #0f1b2829;
font:14px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
:host{--t:#17212b;--m:#556270}
@media (prefers-color-scheme:dark){:host(:not([data-theme=light])){--t:#e8edf2;--m:#9fadba}}
:host([data-theme=dark]){--t:#e8edf2;--m:#9fadba}
h2{margin:0 0 4px;font-size:13px;font-weight:600;color:var(--m)}
p{margin:0 0 12px;overflow-wrap:anywhere;white-space:pre-wrap}
div{display:flex;gap:8px;flex-wrap:wrap}
section button{position:static;display:inline-block;width:auto;height:auto;min-height:40px;padding:0 16px;
border-radius:10px;box-shadow:none;font:inherit;font-weight:600}
section button+button{background:none;color:var(--t);box-shadow:inset 0 0 0 1px #818d9a80}`;

/** Shows an invitation; returns what takes it away. Texts of persons are only ever text. */
export function showCard(
  shadow: ShadowRoot,
  language: Language,
  { name, text }: NonNullable<BrowsingAnswer["invitation"]>,
  answered: (yes: boolean) => void,
): () => void {
  const words = WORDS[language];
  if (!shadow.querySelector("aside")) prepare(shadow);
  const room = shadow.querySelector("aside")!;
  const card = document.createElement("section");
  const title = document.createElement("h2");
  title.id = "from";
  title.textContent = words.from.replace("{name}", () => name);
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-labelledby", title.id);
  const said = document.createElement("p");
  said.textContent = text;
  const actions = document.createElement("div");
  actions.append(
    buttonOf(words.yes, () => answered(true)),
    buttonOf(words.no, () => answered(false)),
  );
  card.append(title, said, actions);
  card.onkeydown = (event) => event.key === "Escape" && answered(false);
  room.append(card);
  return () => card.remove();
}

/** A room that was there before the card is heard when the card comes in. */
function prepare(shadow: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  const room = document.createElement("aside");
  room.setAttribute("aria-live", "polite");
  shadow.append(room);
}

function buttonOf(words: string, onClick: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.onclick = onClick;
  return button;
}
