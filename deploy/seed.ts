/** Puts a company into an empty desk: configuration, roster, accounts, quick replies; repeating it is harmless. */
import type { Bus } from "../engine/contract/ports/bus.ts";
import type { Database } from "../engine/contract/ports/database.ts";
import type { CommandBodies, CommandType } from "../engine/contract/wire/commands.ts";
import type { Command } from "../engine/contract/wire/commands.ts";
import { LEVEL } from "../engine/contract/wire/level.ts";
import { addReply, createAccount, hashPassword, initialsOf } from "../gateway/mod.ts";
import type { Company } from "./company.ts";

/** A company that the desk does not take: says which part and why. */
class CompanyRefused extends Error {
  override name = "CompanyRefused";
}

async function send<T extends CommandType>(
  bus: Bus,
  workspace: string,
  type: T,
  body: CommandBodies[T],
): Promise<void> {
  const id = `seed-${crypto.randomUUID()}`;
  const command = { type, id, level: LEVEL, workspace, by: "admin:setup", ...body };
  const reply = await bus.command(command as unknown as Command);
  if (!reply.ok) throw new CompanyRefused(`${type}: ${JSON.stringify(reply.error)}`);
}

export async function seed(bus: Bus, database: Database, company: Company): Promise<void> {
  const { workspace, configuration, people, password } = company;
  const document = new TextEncoder().encode(JSON.stringify(configuration));
  const hash = await bus.putDocument(document);
  await send(bus, workspace, "config.publish", { hash });
  for (const { agent, record } of people) {
    if (agent && record) await send(bus, workspace, "roster.put", { agent, record });
  }
  const now = Date.now();
  const shared = { workspace, password, passwordHash: await hashPassword(password) };
  for (const { account, role, name, agent } of people) {
    await createAccount(database, { ...shared, account, name, role, agent }, now);
  }
  for (const { folder, shortcut, text } of company.replies ?? []) {
    const initials = await initialsOf(text);
    const writing = { workspace, account: "setup", id: `setup-${shortcut}`, initials, now };
    await addReply(database, writing, { scope: "company", folder, shortcut, text });
  }
}
