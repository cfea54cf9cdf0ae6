/** Features: D1. axe-core finds nothing in the widget, light and dark, in both languages. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { end, open, reply, work } from "../support/staff.ts";
import { ask, enter, fieldOf, said, say } from "../support/visitor.ts";

Deno.test("accessibility - axe finds nothing in the widget, in both languages and themes", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const chinese = await enter(journey, { language: "zh" });
    await fieldOf(chinese).waitFor();
    assert.deepEqual(await look(chinese.page), []);
    await ask(chinese, "在吗？");
    await said(chinese, "林晓岚 已接入，为您服务。").waitFor();
    assert.deepEqual(await look(chinese.page), []);

    const visitor = await enter(journey, { phone: true, width: 390, height: 844 });
    await ask(visitor, "Is it waterproof?", "Sizes and choosing");
    const queue = visitor.panel.getByRole("region", { name: "You are in the queue" });
    await queue.waitFor();
    assert.deepEqual(await look(visitor.page), []);
    await queue.getByRole("button", { name: "Leave a message" }).click();
    await visitor.panel.getByRole("form").getByRole("button", { name: "Send message" }).click();
    await visitor.panel.getByRole("alert").first().waitFor();
    assert.deepEqual(await look(visitor.page), []);
    await visitor.panel.getByRole("button", { name: "Back to the queue" }).click();

    await open(agent, "在吗？");
    await end(agent, "Other");
    await open(agent, "Is it waterproof?");
    await reply(agent, "It is: https://example.com/shell");
    await said(visitor, "It is:").waitFor();
    await say(visitor, "Thanks 😊");
    assert.deepEqual(await look(visitor.page), []);
    await end(agent, "Other");
    const form = visitor.panel.getByRole("form", { name: "How did we do?" });
    await form.getByRole("radio", { name: "2 stars" }).click();
    assert.deepEqual(await look(visitor.page), []);
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
  }));
