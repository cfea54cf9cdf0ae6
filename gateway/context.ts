import { type Cards, createCards } from "./conversations/cards.ts";
import { type Companies, createCompanies } from "./company.ts";
import { createHub, type Hub } from "./sockets/hub.ts";
import { createKeyring, type Keyring } from "./keyring.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createPreviews, type Previews } from "./conversations/previews.ts";
import { type CompanySettingsKept, createCompanySettings } from "./desk/company_settings/kept.ts";
import { createProfiles, type Profiles } from "./desk/profiles/profiles.ts";
import { createSessions, type Sessions } from "./identity/sessions.ts";
import { createWires, type Wires } from "./sockets/wires.ts";
import { createTickets, type Tickets } from "./sockets/tickets.ts";
import { type Budgets, createBudgets } from "./limits/budgets.ts";
import { LIMITS } from "./limits/limits.ts";
import { createSlots, type Slots } from "./limits/slots.ts";
import type { GatewayParts } from "./options.ts";
import { createVisitorTokens, type VisitorTokens } from "./visitor/token.ts";
import type { Shared } from "../engine/contract/ports/shared.ts";
import type { BrowsingPlace } from "../engine/contract/ports/browsing.ts";
import { memoryBrowsing } from "./browsing/memory.ts";
import { memoryShared } from "./shared/memory.ts";

/** The parts handed in and what the gateway itself remembers; every function of a door takes it. */
export interface Gateway extends GatewayParts {
  browsing: BrowsingPlace;
  budgets: Budgets;
  cards: Cards;
  downloads: Slots;
  explains: Slots;
  uploads: Slots;
  companies: Companies;
  companySettings: CompanySettingsKept;
  hub: Hub;
  keyring: Keyring;
  metrics: Metrics;
  previews: Previews;
  profiles: Profiles;
  sessions: Sessions;
  shared: Shared;
  tickets: Tickets;
  visitorTokens: VisitorTokens;
  wires: Wires;
  /** Origin of files, known once the second door is open. */
  filesOrigin: string;
  /** Epoch ms; what came later, this gateway has seen from its beginning. */
  startedAt: number;
  /** True while the engine does not answer; sockets are told. */
  degraded: boolean;
}

export function createGateway(parts: GatewayParts): Gateway {
  const { bus, clock, database, keys, reading, settings } = parts;
  const shared = parts.shared ?? memoryShared(() => clock.monotonic());
  if (settings.secret.length < 43) {
    throw new RangeError("settings.secret: at least 32 random bytes as base64url (43 characters)");
  }
  const profiles = createProfiles(database);
  return {
    ...parts,
    browsing: parts.browsing ?? memoryBrowsing(() => clock.monotonic()),
    budgets: createBudgets(clock),
    shared,
    cards: createCards(reading),
    companySettings: createCompanySettings(database),
    downloads: createSlots(LIMITS.downloadsAtOnceMax, LIMITS.downloadsAtOncePerAddressMax),
    explains: createSlots(LIMITS.explainsAtOnceMax, LIMITS.explainsAtOncePerPersonMax),
    uploads: createSlots(LIMITS.uploadsAtOnceMax, LIMITS.uploadsAtOncePerPersonMax),
    companies: createCompanies(bus, clock, profiles, settings.workspaces.map((one) => one.id)),
    hub: createHub(),
    keyring: createKeyring(keys, clock),
    metrics: createMetrics(),
    previews: createPreviews(),
    profiles,
    sessions: createSessions(database, clock),
    tickets: createTickets(clock, shared, settings.secret),
    visitorTokens: createVisitorTokens(settings.secret),
    wires: createWires(),
    startedAt: clock.wall(),
    filesOrigin: settings.filesOrigin ?? "",
    degraded: false,
  };
}
