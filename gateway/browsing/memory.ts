import type { Browsing, BrowsingPlace, Invitation } from "../../engine/contract/ports/browsing.ts";

/** More people than look around at one process's shops; the longest silent go first. */
const BROWSING_MAX = 20_000;
const INVITATIONS_MAX = 20_000;

interface Kept<T> {
  value: T;
  until: number;
}

/** For gateways of one process. Entries stand in the order in which they were last put. */
export function memoryBrowsing(monotonic: () => number): BrowsingPlace {
  const people = new Map<string, Kept<Browsing>>();
  const invitations = new Map<string, Kept<Invitation>>();
  const keyOf = (workspace: string, browsing: string) => `${workspace}\0${browsing}`;

  function read<T>(from: Map<string, Kept<T>>, key: string): T | undefined {
    const found = from.get(key);
    if (found && found.until > monotonic()) return found.value;
    from.delete(key);
    return undefined;
  }
  function write<T>(to: Map<string, Kept<T>>, max: number, key: string, kept: Kept<T>): void {
    to.delete(key);
    const now = monotonic();
    for (const [oldest, one] of to) {
      if (to.size < max && one.until > now) break;
      to.delete(oldest);
    }
    to.set(key, kept);
  }
  const invitationOf = (workspace: string, browsing: string) =>
    read(invitations, keyOf(workspace, browsing));

  return {
    get: (workspace, browsing) => Promise.resolve(read(people, keyOf(workspace, browsing))),
    put(workspace, one, forMs) {
      const kept = { value: one, until: monotonic() + forMs };
      write(people, BROWSING_MAX, keyOf(workspace, one.browsing), kept);
      return Promise.resolve(true);
    },
    drop(workspace, browsing) {
      people.delete(keyOf(workspace, browsing));
      return Promise.resolve(true);
    },
    list(workspace, max) {
      const now = monotonic();
      const found = [...people]
        .filter(([key, one]) => one.until > now && key.startsWith(`${workspace}\0`))
        .map(([, one]) => one.value);
      return Promise.resolve(found.reverse().slice(0, max));
    },
    invite(workspace, browsing, invitation, forMs) {
      if (invitationOf(workspace, browsing)) return Promise.resolve(false);
      const kept = { value: invitation, until: monotonic() + forMs };
      write(invitations, INVITATIONS_MAX, keyOf(workspace, browsing), kept);
      return Promise.resolve(true);
    },
    invitationOf: (workspace, browsing) => Promise.resolve(invitationOf(workspace, browsing)),
    invitationsOf: (workspace, browsing) =>
      Promise.resolve(browsing.map((one) => invitationOf(workspace, one))),
    answer(workspace, browsing, invitation, answer) {
      const standing = invitationOf(workspace, browsing);
      if (standing?.invitation !== invitation || standing.answer) return Promise.resolve(false);
      invitations.get(keyOf(workspace, browsing))!.value = { ...standing, answer };
      return Promise.resolve(true);
    },
    close: () => Promise.resolve(),
  };
}
