import type { VisitorBlock } from "../../../engine/contract/wire/queries.ts";
import { tellBlocked } from "./details.ts";
import { roleIs, selfId } from "./session.ts";
import { foundVisitors } from "./visitors.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** Blocks a visitor, or lifts it with undefined; the fault, if any, is for the form. */
export async function putBlock(
  visitor: string,
  blocked: VisitorBlock | undefined,
): Promise<Fault | undefined> {
  const answer = await api.block(visitor, { blocked: blocked !== undefined, ...blocked });
  if (!answer.ok) return answer.fault;
  const told = blocked &&
    (roleIs("agent") ? { ...blocked, by: `agent:${selfId()}` as const } : blocked);
  tellBlocked(visitor, told);
  const { found } = foundVisitors.value;
  if (!found) return;
  foundVisitors.value = {
    found: found.map((one) => one.visitor === visitor ? { ...one, blocked: told } : one),
  };
}
