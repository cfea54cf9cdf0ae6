/** The engine processes among themselves. Lossy: what is told is told again each second. */
export interface Neighbours {
  /** Asks a process, by its name, whether it lives: `silent` after one second. */
  ask(engine: string): Promise<"lives" | "nobody" | "silent">;
  tell(news: News): void;
  hear(receive: (news: News) => void): () => void;
}

/** What an engine says of itself. */
export interface News {
  engine: string;
  /** What it owns and who is to follow it there. */
  owns: { partition: number; follower?: string }[];
  /** Partitions of others whose memory it has at hand. */
  warm: number[];
  /** It is being stopped: it takes nothing and follows nothing. */
  leaving: boolean;
  /** A partition just given back, and who is to have it. */
  gave?: { partition: number; to?: string };
}
