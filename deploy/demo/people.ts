/** The demo company's people: eight with work, one admin. Passwords are printed at the first start. */
import type { AgentRecord } from "../../engine/contract/wire/roster.ts";

export interface Person {
  account: string;
  role: "agent" | "supervisor" | "admin";
  name: string;
  agent?: string;
  record?: AgentRecord;
}

const UNITS = 20;

const person = (
  account: string,
  name: string,
  groups: string[],
  chats: number,
  role: Person["role"] = "agent",
): Person => ({
  account,
  role,
  name,
  agent: account,
  record: {
    name,
    capacityUnits: chats * UNITS,
    windowCap: chats * 5,
    memberships: groups.map((group) => ({ group, weight: 10 })),
    channels: ["web", "api"],
  },
});

export const DEMO_PEOPLE: Person[] = [
  person("lin", "林晓岚", ["presale", "vip"], 4),
  person("zhou", "周子墨", ["presale"], 4),
  person("wu", "吴桐", ["presale", "orders"], 3),
  person("chen", "陈佳怡", ["orders"], 4),
  person("xu", "许一鸣", ["orders", "aftersale"], 3),
  person("he", "何雨", ["aftersale"], 4),
  person("tang", "唐宁", ["aftersale", "vip"], 3),
  person("shen", "沈主管", ["vip"], 2, "supervisor"),
  { account: "admin", role: "admin", name: "管理员" },
];

/** The demo's one password: printed at start, refused outside the demo workspace. */
export const DEMO_PASSWORD = "tidegate-demo";
