import type { OpenAPIHono } from "@hono/zod-openapi";
import type { RefusalCode } from "../engine/contract/wire/refusals.ts";
import type { Language } from "./language.ts";
import type { Staff } from "./identity/sessions.ts";
import type { VisitorPrincipal } from "./visitor/token.ts";

/** What the server hands to the app beside the request. */
export interface Connection {
  peer: string;
}

export interface AppEnv {
  Bindings: Connection;
  Variables: {
    requestId: string;
    language: Language;
    address: string;
    /** Raw body, read within its limits; absent for GET. */
    bytes: Uint8Array;
    /** Set by the doors of staff and of visitors. */
    staff: Staff;
    visitor: VisitorPrincipal;
    refused?: RefusalCode;
  };
}

export type App = OpenAPIHono<AppEnv>;
