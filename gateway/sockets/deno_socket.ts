import { LIMITS } from "../limits/limits.ts";
import type { SocketConnection } from "./connection.ts";
import { lastWordOf } from "./last_word.ts";
import type { Wire } from "./session.ts";

/**
 * Deno's WebSocket as a wire. Sending on a socket that is closing is silently nothing. `gone` is
 * called once, also when the other side left before anything was opened.
 */
export function upgrade(
  request: Request,
  open: (wire: Wire) => SocketConnection,
  gone: () => void,
): Response {
  const { socket, response } = Deno.upgradeWebSocket(request, {
    idleTimeout: LIMITS.socketIdleSeconds,
  });
  const lastWord = lastWordOf(socket, LIMITS.frameBytesMax);
  let connection: SocketConnection | undefined;
  let over = false;
  const never = setTimeout(() => connection ?? end(), LIMITS.authenticateWithinMs);
  socket.onopen = () => {
    connection = open({
      send(text) {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: lastWord.close,
      get bufferedAmount() {
        return socket.bufferedAmount;
      },
    });
  };
  socket.onmessage = ({ data }) => {
    if (lastWord.heard(data.length ?? data.size)) connection?.receive(data);
  };
  const end = () => {
    if (over) return;
    over = true;
    clearTimeout(never);
    lastWord.gone();
    gone();
    connection?.closed();
  };
  socket.onclose = end;
  socket.onerror = end;
  return response;
}
