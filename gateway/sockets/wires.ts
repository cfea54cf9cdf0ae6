import { LIMITS } from "../limits/limits.ts";

/**
 * Every socket that is open at the network, named or not. A socket that was told to close counts
 * until it is gone: a peer that never answers the close keeps it for a minute or two.
 */
export interface Wires {
  /** A place for one more socket, or undefined when the address, or the gateway, has enough. */
  admit(address: string): Place | undefined;
  open(): number;
  nameless(): number;
}

export interface Place {
  /** A ticket named somebody. */
  named(): void;
  gone(): void;
}

interface Held {
  open: number;
  nameless: number;
}

export function createWires(): Wires {
  const addresses = new Map<string, Held>();
  const all: Held = { open: 0, nameless: 0 };
  return {
    admit(address) {
      const mine = addresses.get(address) ?? { open: 0, nameless: 0 };
      if (all.open >= LIMITS.socketsMax || all.nameless >= LIMITS.socketsNamelessMax) {
        return undefined;
      }
      if (mine.open >= LIMITS.socketsPerAddressMax) return undefined;
      if (mine.nameless >= LIMITS.socketsNamelessPerAddressMax) return undefined;
      addresses.set(address, mine);
      for (const held of [all, mine]) {
        held.open++;
        held.nameless++;
      }
      let state: "nameless" | "named" | "gone" = "nameless";
      return {
        named() {
          if (state !== "nameless") return;
          state = "named";
          for (const held of [all, mine]) held.nameless--;
        },
        gone() {
          if (state === "gone") return;
          if (state === "nameless") { for (const held of [all, mine]) held.nameless--; }
          state = "gone";
          for (const held of [all, mine]) held.open--;
          if (mine.open === 0) addresses.delete(address);
        },
      };
    },
    open: () => all.open,
    nameless: () => all.nameless,
  };
}
