import { LIMITS } from "../limits/limits.ts";
import type { SocketConnection } from "./connection.ts";
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
  let connection: SocketConnection | undefined;
  let over = false;
  const never = setTimeout(() => connection ?? end(), LIMITS.authenticateWithinMs);
  socket.onopen = () => {
    connection = open({
      send(text) {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: (code, reason) => socket.close(code, reason),
      get bufferedAmount() {
        return socket.bufferedAmount;
      },
    });
  };
  socket.onmessage = (event) => connection?.receive(event.data);
  const end = () => {
    if (over) return;
    over = true;
    clearTimeout(never);
    gone();
    connection?.closed();
  };
  socket.onclose = end;
  socket.onerror = end;
  return response;
}
