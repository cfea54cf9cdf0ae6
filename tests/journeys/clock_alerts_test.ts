/** Features: A7, B1. A clock alerts the agent, then the supervisor; the visitor is told to hold. */
import { journey } from "../support/journey.ts";
import { onlyClock } from "../support/journey_company.ts";
import { alertCount, open, reply, shown, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("clock - nobody answers: alert, hold message, alert of the supervisor", () =>
  journey(async (journey) => {
    const supervisor = await signIn(journey, "shen");
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Anybody there?");
    await alertCount(agent, 1).waitFor();
    await open(agent, "Anybody there?");
    await shown(agent, /“Answer” is at .*about to run out; the agent was told/).waitFor();

    await said(visitor, "We are checking this for you.").waitFor();
    await alertCount(supervisor, 1).waitFor();
    await supervisor.getByRole("button", { name: /^Alerts/ }).click();
    const list = supervisor.getByRole("dialog", { name: "Alerts" });
    await list.getByText(/“Answer” has run out/).waitFor();
    await list.getByText("林晓岚").waitFor();

    await reply(agent, "I am here.");
    await alertCount(agent, 1).waitFor({ state: "hidden" });
    await agent.reload();
    await shown(agent, "Hold message").waitFor();
    await shown(agent, /“Answer” passed/).waitFor();
    await comeBack(visitor);
    await said(visitor, "We are checking this for you.").waitFor();
  }, (company) =>
    onlyClock(company, {
      warnMs: 2_000,
      breachMs: 6_000,
      holdAtMs: [4_000],
      holdTexts: [{ zh: "正在核实。", en: "We are checking this for you." }],
    })));
