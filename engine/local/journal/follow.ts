import type { JournalEntry } from "../../contract/batch.ts";

/**
 * Followers inside the writer's process. A new one first reads what it has missed from disk; from
 * then on it gets every batch from memory as soon as it is durable, so no disk is read twice.
 */
interface Follower {
  next: number;
  receive: (entry: JournalEntry) => void;
  state: "catchingUp" | "live" | "stopped";
}

export interface Followers {
  add(after: number, receive: (entry: JournalEntry) => void): () => void;
  deliver(entry: JournalEntry): void;
  stopAll(): void;
}

/** More followers than this in one process is a leak: gateways and relays are a handful. */
const FOLLOWERS_MAX = 64;

export function createFollowers(
  read: (from: number) => AsyncIterable<JournalEntry>,
  tail: () => number,
): Followers {
  const followers = new Set<Follower>();

  async function catchUp(follower: Follower): Promise<void> {
    while (follower.state === "catchingUp") {
      if (follower.next > tail()) {
        follower.state = "live";
        return;
      }
      for await (const entry of read(follower.next)) {
        if ((follower.state as string) === "stopped") return;
        follower.next = entry.sequence + 1;
        follower.receive(entry);
      }
    }
  }

  return {
    add(after, receive) {
      if (followers.size >= FOLLOWERS_MAX) throw new Error("too many followers of one journal");
      const follower: Follower = { next: after + 1, receive, state: "catchingUp" };
      followers.add(follower);
      // A journal that cannot be read any more is a broken part: the process must say so and end.
      catchUp(follower).catch(reportError);
      return () => {
        follower.state = "stopped";
        followers.delete(follower);
      };
    },
    deliver(entry) {
      for (const follower of followers) {
        if (follower.state !== "live") continue;
        follower.next = entry.sequence + 1;
        try {
          follower.receive(entry);
        } catch (error) {
          follower.state = "stopped";
          followers.delete(follower);
          reportError(error);
        }
      }
    },
    stopAll() {
      for (const follower of followers) follower.state = "stopped";
      followers.clear();
    },
  };
}
