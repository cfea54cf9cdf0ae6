import type { GatewayParts, RunningGateway } from "./options.ts";
import { serve } from "./serve.ts";

export type {
  GatewayClock,
  GatewayParts,
  GatewaySettings,
  LogLine,
  RunningGateway,
} from "./options.ts";
export { initialsOf } from "./desk/quick_replies/initials.ts";
export { addReply } from "./desk/quick_replies/store.ts";
export { forgetVisits } from "./desk/visits/store.ts";
export { createAccount, type NewAccount } from "./identity/accounts.ts";
export { hashPassword } from "./identity/passwords.ts";

/**
 * Opens the doors for browsers: pages, `/api/v1`, sockets, and files on a second origin.
 * Throws when a port is taken or a setting is wrong, naming it.
 */
export const startGateway = (parts: GatewayParts): Promise<RunningGateway> => serve(parts);
