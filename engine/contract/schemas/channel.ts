import { z } from "zod";
import type { DeliveryRequest, OpenForRequest } from "../wire/http_channel.ts";
import { DELIVERY_STATES } from "../wire/states.ts";
import { token } from "./fields.ts";
import { INTEGRATOR_COMMANDS } from "./integrators.ts";

/** What a channel's program says, alike at both doors: over HTTP and on NATS. */
export const openForRequest = INTEGRATOR_COMMANDS["conversation.open"] satisfies z.ZodType<
  OpenForRequest
>;

export const deliveryRequest = z.strictObject({
  message: token,
  state: z.enum(DELIVERY_STATES),
}) satisfies z.ZodType<DeliveryRequest>;
