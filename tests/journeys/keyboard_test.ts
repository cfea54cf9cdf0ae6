/** Features: B1, B4. A whole conversation without the pointer, an input method's Enter included. */
import { journey } from "../support/journey.ts";
import { conversation, replyField, section, shown, signIn } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("keyboard - found, answered, noted and ended from the keys alone", () =>
  journey(async (journey) => {
    const agent = await signIn(journey, "lin");
    const { keyboard } = agent;
    await keyboard.press("Control+k");
    await agent.getByRole("dialog", { name: "Search and commands" }).waitFor();
    await keyboard.type("presence to online");
    await keyboard.press("Enter");
    await agent.getByRole("radio", { name: "Online", checked: true }).waitFor();
    const visitor = await enter(journey);
    await ask(visitor, "Is it waterproof?");
    await section(agent, "Active").waitFor();
    await keyboard.press("Control+k");
    await keyboard.type("waterproof");
    await agent.getByRole("option", { name: /Conversations$/ }).waitFor();
    await keyboard.press("Enter");
    await conversation(agent).waitFor();

    const field = replyField(agent);
    await field.pressSequentially("shi");
    await field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    await keyboard.type(", yes");
    await keyboard.press("Enter");
    await said(visitor, "shi, yes").waitFor();
    await keyboard.press("Escape");
    await keyboard.press("i");
    await agent.getByRole("textbox", { name: "Note for colleagues" }).and(agent.locator(":focus"))
      .waitFor();
    await keyboard.type("asks about rain");
    await keyboard.press("Enter");
    await shown(agent, "asks about rain").waitFor();
    await keyboard.press("Escape");
    await keyboard.press("e");
    await agent.getByRole("dialog", { name: "End the conversation" }).waitFor();
    await keyboard.type("size");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await section(agent, "Ended today").waitFor();
    await agent.locator("#conversation:focus").waitFor();
    await agent.reload();
    await section(agent, "Ended today").waitFor();
  }));
