/** Features: B1, B6. In forced colours what is chosen differs from what is not; motion can rest. */
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { open, work } from "../support/staff.ts";
import { until } from "../support/until.ts";
import { ask, enter, fieldOf } from "../support/visitor.ts";

/** In the page: what moves without end. */
const moving = () =>
  document.getAnimations().filter((one) => one.playState === "running").map((one) =>
    (one as CSSAnimation).animationName
  );

/** In the page: chosen things that look like their neighbours. */
function alike(): string[] {
  const look = (element: Element) => {
    const { backgroundColor, color, borderColor, outlineStyle } = getComputedStyle(element);
    const ground = / 0\)$/.test(backgroundColor)
      ? getComputedStyle(document.body).backgroundColor
      : backgroundColor;
    return [ground, color, borderColor, outlineStyle].join(" ");
  };
  const chosen = document.querySelectorAll(
    "[role=radio][aria-checked=true], [role=listitem] [aria-current], nav [aria-current=page]",
  );
  return [...chosen].filter((one) => {
    const twin = [...one.parentElement!.children].find((other) =>
      other !== one && other.tagName === one.tagName &&
      !other.matches("[aria-checked=true], [aria-current]")
    );
    return twin !== undefined && look(one) === look(twin);
  }).map((one) => one.textContent ?? "");
}

Deno.test("looks - chosen things stand out in forced colours, and nothing moves where motion rests", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Is it waterproof?");
    await open(agent, "Is it waterproof?");
    const peek = agent.getByText(/^The visitor is typing/);
    await until("the agent sees the visitor typing", async () => {
      await fieldOf(visitor).press("a");
      return await peek.isVisible();
    });
    assert.notDeepEqual(await agent.evaluate(moving), []);
    await agent.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    assert.deepEqual(await agent.evaluate(moving), []);
    assert.deepEqual(await agent.evaluate(alike), []);
  }));
