/**
 * A system beside the desk that sends and forgets: its messages stand in an inbox, and whoever owns
 * the partition reads them, in their order, from where the newest batch left off. Each leads to one
 * conversation or to one refusal, whatever happens to the owners.
 */
import type { Batch } from "../../engine/contract/batch.ts";
import type { Command } from "../../engine/contract/wire/commands.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import type { VirtualMember } from "../support/virtual/member.ts";

export interface Integrator {
  /** Puts one message into the inbox, sometimes one that will be refused. */
  send(wrong: boolean): void;
  /** What the reader in each process does next. */
  read(members: Iterable<VirtualMember>): void;
  /** Everything was read. */
  isRead(batches: readonly Batch[]): boolean;
  /** Sentences of what came twice, or not at all. */
  offences(batches: readonly Batch[]): string[];
}

/** Letters given at a time; the real reader has 256 undecided at most. */
const GIVEN_MAX = 4;

export function createIntegrator(workspace: string, partition: number): Integrator {
  const inbox: Command[] = [];
  const given = new Map<string, { nonce: string; through: number }>();

  function readIn({ name, member }: VirtualMember): void {
    const target = member.inboxOf(partition);
    const place = target?.inbox();
    if (target === undefined || place === undefined) return;
    let at = given.get(name);
    if (at?.nonce !== place.nonce) {
      given.set(name, at = { nonce: place.nonce, through: place.sequence });
    }
    for (let count = 0; count < GIVEN_MAX && at.through < inbox.length; count++) {
      const sequence = ++at.through;
      const letter = { sequence, nonce: place.nonce, command: inbox[sequence - 1] };
      target.submitInbox(letter, (decided) => {
        if (!decided && given.get(name) === at) given.delete(name);
      });
    }
  }

  return {
    send(wrong) {
      const number = inbox.length + 1;
      const of = { id: `in-${number}`, level: LEVEL, workspace, by: "integration:erp" as const };
      const conversation = `i${number}`;
      inbox.push(
        wrong ? { ...of, type: "conversation.close", conversation: "nobody" } : {
          ...of,
          type: "conversation.open",
          conversation,
          visitor: `v-${conversation}`,
          key: "k1",
          channel: "api",
          route: "sales-web",
        },
      );
    },
    read(members) {
      for (const member of members) readIn(member);
    },
    isRead: (batches) => (batches.at(-1)?.inbox ?? 0) >= inbox.length,
    offences: (batches) => offences(inbox, batches),
  };
}

function offences(inbox: Command[], batches: readonly Batch[]): string[] {
  const came = new Map<number, number>();
  const count = (sequence: number) => came.set(sequence, (came.get(sequence) ?? 0) + 1);
  const found: string[] = [];
  let read = 0;
  for (const batch of batches) {
    if (batch.inbox < read) found.push(`the inbox was read to ${read}, then to ${batch.inbox}`);
    read = batch.inbox;
    for (const [sequence] of batch.refused) count(sequence);
    for (const event of batch.events) {
      if (event.type !== "conversation.opened") continue;
      if (event.by === "integration:erp") count(Number(event.conversation.slice(1)));
    }
  }
  for (let sequence = 1; sequence <= inbox.length; sequence++) {
    const times = came.get(sequence) ?? 0;
    if (times !== 1) found.push(`inbox message ${sequence} came to something ${times} times`);
  }
  return found;
}
