/** Text that does not fit: what is cut off without the whole being told, or pushes its page wider. */
import type { Page } from "playwright-core";

/** Half pixels are rounded up in one of the two figures and down in the other. */
const ROUNDING_PX = 1;

/** From this width on the top bar has room for all its words; below it names may be cut. */
const WHOLE_BAR_PX = 1280;

/** In the page: one line per element whose words are wider than it. */
function tooWide([rounding, wholeBar]: [number, number]): string[] {
  /** Words that icons replace where there is no room are kept for screen readers, one pixel wide. */
  const SPOKEN_PX = 1;
  const lines: string[] = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width + rounding) {
    lines.push(`the page is ${document.documentElement.scrollWidth} wide, its window ${width}`);
  }
  const whole = (element: Element) => width >= wholeBar && element.closest(".topbar") !== null;
  const told = (element: Element) =>
    !whole(element) && element.closest("[title], [aria-label]") !== null;
  /** For eyes it is not there: what is spoken only, and what is kept for later. */
  const unseen = (element: HTMLElement) =>
    element.closest(".visually-hidden, .skip-link, [inert], [aria-hidden=true]") !== null ||
    !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  /** Whole figures hide a cut by a part of a pixel, and three dots stand there all the same. */
  const isCut = (element: Element) => {
    const words = document.createRange();
    words.selectNodeContents(element);
    return words.getBoundingClientRect().width > element.getBoundingClientRect().width + 0.01;
  };
  const scrolls = (element: Element) =>
    ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set<Element>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.textContent?.trim() === "") continue;
    let box = node.parentElement;
    while (box && getComputedStyle(box).display.startsWith("inline") && box.clientWidth === 0) {
      box = box.parentElement;
    }
    if (!box || seen.has(box) || unseen(box) || /^(SELECT|OPTION|TEXTAREA)$/.test(box.tagName)) {
      continue;
    }
    // Words may stick out of a part above them as well; a part that scrolls shows them all.
    for (let part: HTMLElement | null = box; part && !seen.has(part); part = part.parentElement) {
      seen.add(part);
      if (scrolls(part)) break;
      // A badge sits on the corner of its portrait, half outside, on purpose.
      if (part.matches(".portrait")) continue;
      const style = getComputedStyle(part);
      if (style.textOverflow === "ellipsis" && style.overflowX !== "visible" && told(part)) {
        continue;
      }
      const dotted = whole(part) && style.textOverflow === "ellipsis" && isCut(part);
      const fits = part.clientWidth <= SPOKEN_PX || part.scrollWidth <= part.clientWidth + rounding;
      if (fits && !dotted) continue;
      const words = part.textContent?.trim().slice(0, 60);
      lines.push(
        `${part.tagName}.${part.className}: ${part.scrollWidth} in ${part.clientWidth}: ${words}`,
      );
    }
  }
  return lines;
}

/** Sizes of windows; the last is 1440 × 900 at 200 %. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
  { width: 720, height: 450 },
];

/** What does not fit on the page and in its frames, in windows of every size; empty when all does. */
export async function unfit(page: Page): Promise<string[]> {
  const lines: string[] = [];
  const before = page.viewportSize();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const frame of page.frames()) {
      const found = await frame.evaluate(tooWide, [ROUNDING_PX, WHOLE_BAR_PX] as [number, number]);
      lines.push(...found.map((line) => `${size.width}: ${line}`));
    }
  }
  if (before) await page.setViewportSize(before);
  return lines;
}
