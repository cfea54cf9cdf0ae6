/**
 * The launcher lives in a shadow root with a constructed sheet: the host page's style cannot reach
 * in, ours cannot reach out, and a content policy without inline styles has nothing to object to.
 */
const DARK = "--a:#62b6e6;--c:#04202f;--s:#11171d";

export const CSS = `
:host{--a:#0b5c8c;--c:#fff;--s:#fff;all:initial}
@media (prefers-color-scheme:dark){:host(:not([data-theme=light])){${DARK}}}
:host([data-theme=dark]){${DARK}}
button,iframe{position:fixed;z-index:2147483000;border:0}
button,iframe{right:var(--r,max(20px,env(safe-area-inset-right)));left:var(--l,auto)}
button{bottom:max(20px,env(safe-area-inset-bottom));
width:56px;height:56px;padding:0;border-radius:50%;background:var(--a);color:var(--c);cursor:pointer;
display:grid;place-items:center;box-shadow:0 2px 6px #0f1b2812,0 8px 24px #0f1b2829}
button:focus-visible{outline:2px solid var(--a);outline-offset:3px}
svg{fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
b{position:absolute;top:-3px;right:-3px;min-width:20px;box-sizing:border-box;padding:0 5px;
border-radius:99px;background:var(--s);color:var(--a);box-shadow:0 0 0 2px var(--a);
font:600 11px/20px system-ui,sans-serif}
iframe{bottom:88px;width:380px;height:min(640px,100vh - 108px);border-radius:16px;
background:var(--s);box-shadow:0 0 0 1px #818d9a4d,0 8px 20px #0f1b281a,0 24px 56px #0f1b2829;color-scheme:normal}
[hidden]{display:none}
@media (max-width:479.98px){iframe{inset:0;width:100%;height:100%;border-radius:0}
button.open{display:none}}
button:not(.open) path+path,.open path:first-child{display:none}
@media (forced-colors:active){button{border:2px solid}}`;
