/** What the gateway's own role may do with accounts, keys and the audit on a real PostgreSQL. */
import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { prepareDatabase } from "../../engine/postgres/prepare.ts";
import type { Gateway } from "../../gateway/context.ts";
import { createAccount } from "../../gateway/identity/accounts.ts";
import { readAudit } from "../../gateway/identity/audit_reading.ts";
import { keyHolder, listKeys, makeKey, revokeKey } from "../../gateway/identity/keys/keys.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  secondFactorIsRight,
} from "../../gateway/identity/second_factor.ts";
import { createSessions, type Staff } from "../../gateway/identity/sessions.ts";
import { throwAwayPostgres } from "../support/postgres.ts";

const NOW = 1_795_000_000_000;

Deno.test("accounts on PostgreSQL - second factor, keys and audit by the gateway's own rights", async () => {
  const postgres = await throwAwayPostgres();
  const passwords = { tidegate_gateway: "one secret", tidegate_projector: "another" };
  const owner = openPostgres({ url: postgres.url(), name: "owner" });
  await prepareDatabase(owner, passwords, NOW);
  const url = new URL(postgres.url());
  url.username = "tidegate_gateway";
  url.password = encodeURIComponent(passwords.tidegate_gateway);
  const database = openPostgres({ url: url.href, name: "gateway" });
  const clock = { wall: () => NOW, monotonic: () => 0 };
  const settings = { secret: "x".repeat(43), workspaces: [{ id: "demo" }] };
  const gateway = { database, clock, settings } as unknown as Gateway;
  const account = { account: "ada", workspace: "demo", name: "Ada", role: "admin" } as const;
  await createAccount(database, { ...account, password: "", passwordHash: "none" }, NOW);

  const begun = await beginSecondFactor(gateway, "ada");
  const secret = Secret.fromBase32(begun!.secret);
  const code = (timestamp: number) => new TOTP({ secret }).generate({ timestamp });
  const recovery = await confirmSecondFactor(gateway, "ada", code(NOW));
  assert.equal(recovery?.length, 10);
  const right = (typed: string) => secondFactorIsRight(gateway, "ada", typed);
  assert.deepEqual([await right(code(NOW)), await right(code(NOW + 30_000))], [false, true]);
  assert.deepEqual([await right(recovery![0]), await right(recovery![0])], [true, false]);

  const sessions = createSessions(database, clock);
  const from = { device: "Chrome, Linux", address: "::1" };
  const cookie = await sessions.begin({ ...account, disabled: false }, from);
  const staff = await sessions.find(cookie) as Staff;
  assert.deepEqual([staff.account, staff.mustEnrol], ["ada", undefined]);

  const made = await makeKey(gateway, staff, { name: "ERP", scopes: ["roster:read"], days: 1 });
  assert.ok(made.ok);
  const { key, id } = made.value;
  assert.deepEqual((await keyHolder(gateway, key))?.scopes, ["roster:read"]);
  assert.ok((await revokeKey(gateway, staff, id)).ok);
  assert.equal(await keyHolder(gateway, key), undefined);
  assert.equal((await listKeys(database, "demo"))[0].revokedAt, NOW);

  const line =
    "insert into desk.audit (at, workspace, author, action) values (1, 'demo', 'admin:ada', 'x')";
  for (let told = 0; told < 3; told++) await database.query(line);
  const first = await readAudit(database, "demo", { limit: 2, author: "ada" });
  const rest = await readAudit(database, "demo", { limit: 2, before: first.next });
  assert.deepEqual([first.lines.length, rest.lines.length, rest.next], [2, 1, undefined]);
  await assert.rejects(owner.query("delete from desk.audit"), /append-only/);
  await assert.rejects(database.query("truncate desk.audit"), { code: "42501" });
  await Promise.all([owner.close(), database.close()]);
  await postgres.end();
});
