/** Features: A1, A2. An admin asks for a skill, with less in time, and visitors wait accordingly. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { fieldAt, openPart, publish } from "../support/routing_page.ts";
import { open, section, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("configuration - skills that an entrance asks for, and their relaxation, come by forms", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const admin = await signIn(journey, "admin");
    const route = await openPart(admin, "Entrances", "Qishan Outdoor");
    await route.getByRole("button", { name: "Ask for a skill" }).click();
    const skill = route.getByRole("combobox", { name: "Skill", exact: true });
    await fieldAt(route, /^Skill$/).getByText("This is missing.").waitFor();
    await skill.fill("french");
    await route.getByRole("combobox", { name: "At least level" }).selectOption("1");
    await admin.getByRole("button", { name: "Save and check" }).click();
    await route.getByRole("group", { name: "Skill asked for 1" })
      .getByText(/^Nobody in the groups of this route has this skill/).waitFor();
    for (const seconds of ["10", "10"]) {
      await route.getByRole("button", { name: "Add a relaxation step" }).click();
      await route.getByRole("textbox", { name: "Waited over (seconds)" }).last().fill(seconds);
    }
    const last = route.getByRole("textbox", { name: "Waited over (seconds)" }).last();
    await fieldAt(route, "Waited over (seconds)").last().getByText(
      /^Each step of relaxation comes later/,
    ).waitFor();
    await route.getByRole("button", { name: "Remove Relaxation step 2" }).click();
    assert.deepEqual(await look(admin), []);
    await publish(admin, 2);

    const colleague = await signIn(journey, "admin");
    const theirs = await openPart(colleague, "Entrances", "Qishan Outdoor");
    assert.equal(await theirs.getByRole("combobox", { name: "Skill" }).inputValue(), "french");
    await admin.reload();
    await openPart(admin, "Entrances", "Qishan Outdoor");
    assert.equal(await last.inputValue(), "10");

    const visitor = await enter(journey);
    await ask(visitor, "Parlez-vous français ?");
    await section(agent, "Waiting").getByText("Parlez-vous français ?").waitFor();
    await said(visitor, /林晓岚 has joined/).waitFor();
    await open(agent, "Parlez-vous français ?");
    await shown(agent, /After 10 sec in line fewer skills are asked for/).waitFor();
  }, withoutOverflow));
