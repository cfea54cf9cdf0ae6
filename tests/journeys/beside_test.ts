/** Features: B10, C2, B3. A supervisor shares and barges in; a colleague is consulted, whispers. */
import { journey } from "../support/journey.ts";
import {
  conversation,
  note,
  open,
  reply,
  replyField,
  section,
  shown,
  signIn,
  work,
} from "../support/staff.ts";
import { ask, enter, said, say } from "../support/visitor.ts";

Deno.test("beside - shared work is on the supervisor's desk, who may write to the visitor", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "I want to complain");
    await open(agent, "I want to complain");
    const supervisor = await signIn(journey, "shen");
    await supervisor.goto(agent.url());
    await conversation(supervisor).getByRole("button", { name: "Join" }).click();
    await supervisor.getByRole("button", { name: /^Share/ }).click();
    await shown(agent, /沈主管 shares this/).waitFor();
    await supervisor.reload();
    await section(supervisor, "Beside colleagues").waitFor();
    await supervisor.getByRole("link", { name: "Settings" }).click();
    await conversation(supervisor).waitFor({ state: "hidden" });
    await say(visitor, "Right now!");
    await supervisor.getByRole("list", { name: "Notifications" })
      .getByRole("button", { name: /Right now!/ }).click();
    await reply(supervisor, "I am the supervisor, I will help.");
    await said(visitor, "I am the supervisor, I will help.").waitFor();
    await supervisor.getByRole("link", { name: "Desk" }).click();
    await section(supervisor, "Beside colleagues").waitFor();
    await open(supervisor, "supervisor", "Beside colleagues");
    await supervisor.getByRole("button", { name: "Leave the conversation" }).click();
    await section(supervisor, "Beside colleagues").waitFor({ state: "hidden" });
    await shown(agent, /沈主管 has left/).waitFor();
  }));

Deno.test("consult - the colleague whispers and the visitor never reads it", () =>
  journey(async (journey) => {
    const [lin, chen] = [await work(journey, "lin"), await work(journey, "chen")];
    const visitor = await enter(journey);
    await ask(visitor, "Can I still change my order?", "Sizes and choosing");
    await open(lin, "Can I still change my order?");
    await conversation(lin).getByRole("button", { name: "Transfer", exact: true }).click();
    await lin.getByRole("textbox", { name: /^Note/ }).fill("has it left?");
    await lin.getByRole("button", { name: "Ask for help: 陈佳怡" }).click();
    await chen.getByRole("list", { name: "Notifications" })
      .getByText(/^林晓岚 asks for your help with/).waitFor();
    await open(chen, "Can I still change my order?", "Beside colleagues");
    await replyField(chen).waitFor({ state: "hidden" });
    await chen.getByRole("textbox", { name: "Note for colleagues" }).fill("It has not left yet");
    await chen.getByRole("button", { name: "Save note" }).click();
    await shown(lin, "It has not left yet").waitFor();
    await note(lin, "thanks");
    await reply(lin, "Yes, you can.");
    await said(visitor, "Yes, you can.").waitFor();
    await said(visitor, "It has not left yet").waitFor({ state: "hidden" });
    await chen.reload();
    await section(chen, "Beside colleagues").waitFor();
  }));
