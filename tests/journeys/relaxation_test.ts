/** Features: A2. With time fewer skills are asked for, so that somebody answers after all. */
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { open, reply, section, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

const RELAXED = /After 10 sec in line fewer skills are asked for/;

Deno.test("skills - nobody has what is asked for, and after a time anybody may answer", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Parlez-vous français ?");
    await section(agent, "Waiting").getByText("Parlez-vous français ?").waitFor();
    await said(visitor, /林晓岚 has joined/).waitFor();
    await open(agent, "Parlez-vous français ?");
    await shown(agent, RELAXED).waitFor();
    await reply(agent, "English will do, I hope.");
    await agent.reload();
    await shown(agent, RELAXED).waitFor();
    await comeBack(visitor);
    await said(visitor, "English will do, I hope.").waitFor();
  }, (company) => {
    withoutOverflow(company);
    for (const route of company.configuration.routes) {
      route.requirements = [{ skill: "french", level: 3 }];
      route.relax = [{ afterMs: 10_000, requirements: [] }];
    }
  }));
