import { failure, note } from "../actions/history.ts";
import { employee, ticketFor } from "../actions/people.ts";
import { openSocket } from "../actions/socket.ts";

/** The least time between two notes of the lines; they arrive once a second. */
const EVERY_MS = 2_000;

interface Alert {
  /** Absent where no clock ran out. */
  dueAt?: number;
  threshold: string;
  /** Who has the conversation; absent while it stands in line. */
  agent?: string;
}

/** A supervisor's wall: the lines of every group, and every alert with its lateness. */
export async function wall(
  { account, cookie }: { account: string; cookie: string },
  endMs: number,
): Promise<void> {
  const self = employee(account, cookie);
  const ticket = await ticketFor("agent", self);
  if (ticket === undefined) return failure("supervisor's ticket");
  let noted = 0;
  const socket = openSocket({
    path: "agent",
    headers: self.headers,
    observer: self.client,
    ticket,
    receive(frame) {
      if (frame.type === "alert") {
        const { dueAt, threshold, agent } = frame.alert as Alert;
        if (dueAt === undefined) return;
        const inLine = agent === undefined;
        note({ kind: "alert", lateMs: Date.now() - dueAt, threshold, inLine });
      }
      if (frame.type !== "waiting" && frame.type !== "desk") return;
      if (Date.now() - noted < EVERY_MS) return;
      noted = Date.now();
      note({ kind: "wall", groups: frame.groups });
    },
    lost: (code) => note({ kind: "socket_lost", code, side: "supervisor" }),
  });
  setTimeout(() => socket.close(), endMs);
}
