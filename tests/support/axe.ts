/** What axe-core finds on a page and in the frames below it. */
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The rules of WCAG 2.2 A and AA, and the best practices that axe knows. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** One line per finding; empty when nothing is wrong. */
export async function findings(page: Page): Promise<string[]> {
  const lines: string[] = [];
  const source = await Deno.readTextFile(AXE);
  for (const frame of page.frames()) {
    // As a script of the page it would be refused by the page's policy; the debugger may run it.
    await frame.evaluate(source);
    const found = await frame.evaluate(async (tags) => {
      const options = { runOnly: { type: "tag", values: tags }, iframes: false };
      // deno-lint-ignore no-explicit-any
      return (await (globalThis as any).axe.run(document, options)).violations as Finding[];
    }, TAGS);
    for (const { id, nodes } of found) {
      for (const node of nodes) {
        lines.push(`${new URL(frame.url()).pathname} ${id}: ${node.html} ${node.failureSummary}`);
      }
    }
  }
  return lines;
}
