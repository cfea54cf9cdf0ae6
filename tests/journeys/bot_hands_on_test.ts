/** Features: E4, A1. A bot answers from its own list; a word or a button brings a person. */
import { journey } from "../support/journey.ts";
import { open, reply, setPresence, shown, signIn } from "../support/staff.ts";
import { comeBack, enter, said, say } from "../support/visitor.ts";
import type { Company } from "../../bench/companies/smoke.ts";

function botFirst({ configuration }: Company): void {
  for (const route of configuration.routes) {
    if (route.id === "qishan-web") Object.assign(route, { bot: "qishan-faq", botPercent: 100 });
  }
}

Deno.test("bot - it answers in words of its own, and a person is one step away", () =>
  journey(async (journey) => {
    const agent = await signIn(journey, "lin");
    await setPresence(agent, "Online");
    const visitor = await enter(journey);
    await say(visitor, "How can I return the jacket?");
    await said(visitor, /Within 7 days of delivery/).waitFor();
    await said(visitor, /Qishan helper bot/).waitFor();
    await comeBack(visitor);
    await said(visitor, /Within 7 days of delivery/).waitFor();

    await say(visitor, "I want to talk to an agent");
    await open(agent, "I want to talk to an agent", "Active");
    await shown(agent, /Within 7 days of delivery/).waitFor();
    await shown(agent, /Qishan helper · bot/).waitFor();
    await reply(agent, "Here I am.");
    await said(visitor, "Here I am.").waitFor();
  }, botFirst));

Deno.test("bot - the button asks for a person without a word", () =>
  journey(async (journey) => {
    const agent = await signIn(journey, "lin");
    await setPresence(agent, "Online");
    const visitor = await enter(journey);
    await say(visitor, "When will it ship?");
    await said(visitor, /within 48 hours/).waitFor();
    await visitor.panel.getByRole("button", { name: "Talk to a person" }).click();
    await open(agent, "In stock ships within 48 hours", "Active");
    await shown(agent, "When will it ship?").waitFor();
    await said(visitor, "You are in the queue for a person.").waitFor();
  }, botFirst));
