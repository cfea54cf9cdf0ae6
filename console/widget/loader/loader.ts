import { openLoader } from "./launcher.ts";

/**
 * The one script of a host page:
 * `<script src="https://desk.example/widget.js" data-route="shop-web" async></script>`
 * Optional: `data-language="zh|en"` (else the page's), `data-theme="light|dark"` (else the
 * system's), `data-open` (opens at once). Nothing but the button's colours is loaded until the
 * visitor clicks.
 */
const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.dataset.route) {
  const settings = { ...script.dataset, origin: new URL(script.src).origin };
  if (document.body) openLoader(settings);
  else addEventListener("DOMContentLoaded", () => openLoader(settings), { once: true });
}
