/** Row 26: what staff write and configure is text to visitors, and the widget stays itself. */
import { call, signIn as signInClient } from "../../deploy/demo/client.ts";
import { journey } from "../support/journey.ts";
import { open, reply, replyField, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";
import { SCRIPTS, SHORT, watched } from "./hostile_words.ts";

Deno.test("attack 26 - canned replies, names and greetings with scripts are text to visitors", () =>
  journey(async (journey) => {
    const { desk, company } = journey;
    const lin = await signInClient(desk.base, "lin", company.password);
    const kept = { scope: "personal", text: SCRIPTS[0], shortcut: "evil", folder: SHORT };
    await call(lin, "POST", "/api/v1/quick-replies", kept);
    await call(lin, "PUT", "/api/v1/agents/lin/profile", { nickname: SHORT.slice(0, 40) });
    const visitor = await enter(journey);
    const eye = await watched(visitor.page);
    await ask(visitor, "Any discount?");
    const agent = await work(journey, "lin");
    const agents = await watched(agent);
    await open(agent, "Any discount?");
    const field = replyField(agent);
    await field.pressSequentially("/evil");
    await agent.getByRole("option", { name: /script/ }).waitFor();
    await field.press("Enter");
    await said(visitor, SCRIPTS[0]).waitFor();
    for (const text of SCRIPTS.slice(1)) {
      await reply(agent, text);
      await said(visitor, text).waitFor();
    }
    await shown(agent, SCRIPTS.at(-1)!).waitFor();
    await eye.clean("the widget");
    await agents.clean("the agent's own desk");
    await comeBack(visitor);
    await said(visitor, SCRIPTS[0]).waitFor();
    await eye.clean("the widget after a reload");
  }, (company) => {
    const [route] = company.configuration.routes;
    route.welcome = { zh: SCRIPTS[0], en: SCRIPTS[0] };
    route.look = { accent: "#0b5c8c", title: { zh: SHORT, en: SHORT } };
  }));
