import type { OrderFact } from "../../../engine/contract/wire/desk.ts";
import type { BrowsingSession } from "../../../engine/contract/wire/browsing.ts";
import type { BrowsingParts } from "../browsing/browsing.ts";
import type { FrameAddress, FromFrame, FromLoader, Language, SignedCustomer } from "./bridge.ts";
import { CSS } from "./style.ts";

interface Settings {
  origin: string;
  route?: string;
  language?: string;
  theme?: string;
  open?: string;
}

const WORDS = {
  zh: { open: "联系客服", shut: "收起客服窗口", unread: "条未读" },
  en: { open: "Chat with us", shut: "Close the chat", unread: "unread" },
};
const ICON =
  '<svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true"><path d="M20.5 11.5a8.5 8 0 0 1-12.4 7.1L3.5 20l1.4-4.2A8 8 0 0 1 12 3.5a8.3 8 0 0 1 8.5 8z"/><path d="m6 9 6 6 6-6"/></svg>';
/** The door takes longer addresses, but not longer titles. */
const FACT_MAX = 300;

/**
 * `window.Tidegate`: what a shop's own script may do. Every change of the button is told by the
 * window's event `tidegate`, with `detail: {open, unread}`.
 */
interface PageInterface {
  open(): void;
  close(): void;
  /** The page has changed without being loaded again. */
  page(): void;
  /** Orders that the shop knows of this visitor, shown to the agent read-only. */
  orders(list: OrderFact[]): void;
  /** Who is signed in at the shop, signed by its server (README of the widget). */
  identify(customer: SignedCustomer): void;
}

/** The button, and the frame behind it once it is asked for. */
export function openLoader(settings: Settings): void {
  const { origin, route = "" } = settings;
  const root = document.documentElement;
  const language = languageOf(settings.language || root.lang || navigator.language);
  const words = WORDS[language];
  const theme = settings.theme === "light" || settings.theme === "dark"
    ? settings.theme
    : undefined;
  const host = document.createElement("div");
  if (theme) host.dataset.theme = theme;
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  shadow.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  const badge = document.createElement("b");
  const small = matchMedia("(max-width:479.98px)");
  const liveName = `tidegate.live.${route}`;
  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  let open = false;
  let unread = 0;
  /** What the page told, for a frame that is loaded later: the newest of each kind. */
  const told = new Map<string, FromLoader>();
  const browsing: BrowsingSession = { browsing: thisBrowser() };

  const post = (message: FromLoader) => {
    if (ready) frame?.contentWindow?.postMessage(message, origin);
  };

  const tell = (message: FromLoader) => {
    told.set(message.tidegate, message);
    post(message);
  };

  const tellVisit = () => post({ tidegate: "visit", route, facts: facts(), browsing });

  const paint = () => {
    dispatchEvent(new CustomEvent("tidegate", { detail: { open, unread } }));
    button.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
    button.ariaLabel = open
      ? words.shut
      : words.open + (unread ? ` · ${unread} ${words.unread}` : "");
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? "99+" : String(unread);
    if (frame) frame.hidden = !open;
    root.style.overflow = open && small.matches ? "hidden" : "";
  };

  /** On a phone the keyboard shrinks what can be seen; the frame follows it. */
  const fit = () => {
    const view = globalThis.visualViewport;
    if (frame) frame.style.height = open && small.matches && view ? `${view.height}px` : "";
  };

  const load = () => {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = words.open;
    frame.allow = "microphone;display-capture";
    const address: FrameAddress = { host: location.origin, language, ...(theme && { theme }) };
    frame.src = `${origin}/widget/?${new URLSearchParams({ ...address })}`;
    shadow.prepend(frame);
  };

  const show = (to: boolean) => {
    open = to;
    if (open) load();
    paint();
    fit();
    post(open ? { tidegate: "shown", fullScreen: small.matches } : { tidegate: "hidden" });
    if (open) frame?.focus();
    else button.focus();
  };

  addEventListener("message", (event: MessageEvent<FromFrame | undefined>) => {
    if (event.origin !== origin || event.source !== frame?.contentWindow) return;
    const message = event.data;
    if (message?.tidegate === "ready") {
      ready = true;
      tellVisit();
      told.forEach(post);
      if (open) post({ tidegate: "shown", fullScreen: small.matches });
    } else if (message?.tidegate === "collapse") show(false);
    else if (message?.tidegate === "status") {
      unread = message.unread;
      remember(liveName, message.live);
      paint();
    } else if (message?.tidegate === "go") go(message.url);
  });
  (globalThis as unknown as { Tidegate: PageInterface }).Tidegate = {
    open: () => show(true),
    close: () => show(false),
    page: tellVisit,
    orders: (orders) => tell({ tidegate: "orders", orders }),
    identify: (customer) => tell({ tidegate: "customer", customer }),
  };
  button.innerHTML = ICON;
  button.append(badge);
  button.onclick = () => show(!open);
  small.onchange = () => (paint(), fit());
  globalThis.visualViewport?.addEventListener("resize", fit);
  const look = document.createElement("link");
  look.rel = "stylesheet";
  look.href = `${origin}/widget/looks/${encodeURIComponent(route)}.css`;
  shadow.append(look, button);
  paint();
  document.body.append(host);
  if (settings.open !== undefined) show(true);
  else if (recall(liveName)) load(), paint();
  const script = document.createElement("script");
  script.src = `${origin}/browsing.js`;
  script.onload = () =>
    (globalThis as unknown as { TidegateBrowsing: { watch(parts: BrowsingParts): void } })
      .TidegateBrowsing.watch({
        ...browsing,
        origin,
        route,
        language,
        shadow,
        facts,
        accept(invitation) {
          browsing.accepts = invitation;
          show(true);
          tellVisit();
        },
      });
  document.head.append(script);
}

/** Known as long as the tab is open, and by nothing but chance. */
function thisBrowser(): string {
  const name = "tidegate.browsing";
  const fresh = [...crypto.getRandomValues(new Uint32Array(4))].join("-");
  try {
    return sessionStorage[name] ??= fresh;
  } catch {
    return fresh;
  }
}

/** The shop's own pages here, any other in a tab that knows nothing of this one. */
function go(address: string): void {
  const url = new URL(address);
  const asked = new CustomEvent("tidegate-go", { detail: { url: url.href }, cancelable: true });
  if (!dispatchEvent(asked)) return;
  if (url.origin === location.origin) location.assign(url);
  else if (/^https?:$/.test(url.protocol)) globalThis.open(url, "_blank", "noopener");
}

const languageOf = (tag: string): Language => /^zh/i.test(tag) ? "zh" : "en";

const fact = (text: string): string => text.replace(/\p{Cc}/gu, " ").slice(0, FACT_MAX);

const facts = () => ({
  page: fact(location.href),
  title: fact(document.title),
  referrer: fact(document.referrer),
  language: navigator.language,
  device: matchMedia("(pointer:coarse)").matches ? "phone" : "desktop",
});

/** A conversation that goes on is taken up by the next page of the shop without a click. */
function remember(name: string, live: boolean): void {
  try {
    if (live) localStorage.setItem(name, "1");
    else localStorage.removeItem(name);
  } catch {
    // Without storage the visitor clicks once more.
  }
}

function recall(name: string): boolean {
  try {
    return localStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}
