import {
  AUTHENTICATE_WITHIN_MS,
  FRAME_BYTES_MAX,
  FRAME_BYTES_MAX_BEFORE_AUTHENTICATION,
  RESUME_MAX,
} from "../../engine/contract/wire/socket.ts";

/**
 * Every bound of the door in one table, shown in `/metrics`. Chosen so that one shop's visitors
 * behind one carrier address are served, and one script is not.
 */
export const LIMITS = {
  /** A message of 4,000 units in escaped JSON fits twice. */
  jsonBytesMax: 64 * 1024,
  /** A published configuration of 200 groups is about 300 KB. */
  configurationBytesMax: 1024 * 1024,
  uploadBytesMax: 10 * 1024 * 1024,
  uploadBytesPerVisitorMax: 200 * 1024 * 1024,
  uploadBytesPerWorkspaceMax: 50 * 1024 * 1024 * 1024,
  /** Whole files in memory at once: being received and sealed, being opened and sent. */
  uploadsAtOnceMax: 24,
  uploadsAtOncePerPersonMax: 3,
  downloadsAtOnceMax: 64,
  downloadsAtOncePerAddressMax: 32,
  /** An explanation replays a journal, a core for seconds; the next person's turn has to come. */
  explainsAtOnceMax: 8,
  explainsAtOncePerPersonMax: 2,
  downloadWithinMs: 120_000,
  /** A whole JSON body has to arrive in this time, a phone on a bad line included. */
  jsonWithinMs: 10_000,
  uploadWithinMs: 120_000,
  /** 40 megapixels: the largest phone cameras; decoding more could kill a browser tab. */
  imagePixelsMax: 40_000_000,
  jsonDepthMax: 12,
  jsonItemsMax: 5_000,
  configurationItemsMax: 100_000,
  frameBytesMax: FRAME_BYTES_MAX,
  frameBytesMaxBeforeAuthentication: FRAME_BYTES_MAX_BEFORE_AUTHENTICATION,
  authenticateWithinMs: AUTHENTICATE_WITHIN_MS,
  /** Above this a reader has stopped: the session is detached and resynchronised later. */
  bufferedBytesMax: 256 * 1024,
  /** A detached session that never reads again is given up. */
  detachedMs: 60_000,
  socketIdleSeconds: 90,
  socketsMax: 20_000,
  socketsPerAddressMax: 500,
  /** Each may cost a frame of 64 MiB, which the runtime takes whole; a ticket takes an instant. */
  socketsNamelessMax: 2_000,
  socketsNamelessPerAddressMax: 50,
  socketsPerPersonMax: 12,
  /** Frames of one socket that wait for keys or ownership. */
  framesInWorkMax: 64,
  /** Conversations a client may name when it resumes. */
  resumeMax: RESUME_MAX,
  ticketMs: 30_000,
  ticketsMax: 50_000,
  budgetKeysMax: 100_000,
  keyCacheMs: 5 * 60_000,
  keyCacheMax: 50_000,
  cardCacheMax: 20_000,
  entriesPageMax: 200,
  /** A read after a write waits at most so long for the records. */
  recordsWaitMs: 300,
  /** Revoked ones among them: more programs than a company has. */
  apiKeysPerWorkspaceMax: 200,
  passwordsAtOnceMax: 2,
  passwordsQueuedMax: 32,
  staticFileBytesMax: 8 * 1024 * 1024,
} as const;

/** Token buckets: `perSecond` refills, `burst` fits. Keys are addresses, tokens or sessions. */
export const BUDGETS = {
  requestsPerAddress: { perSecond: 200, burst: 1_000 },
  visitorsPerAddress: { perSecond: 5, burst: 100 },
  opensPerAddress: { perSecond: 5, burst: 100 },
  /** One shop's flood leaves room for the company's others; half as much again as a flash brings. */
  opensPerShop: { perSecond: 1_500, burst: 15_000 },
  opensPerVisitor: { perSecond: 0.1, burst: 6 },
  messagesPerVisitor: { perSecond: 3, burst: 30 },
  requestsPerVisitor: { perSecond: 10, burst: 60 },
  requestsPerSession: { perSecond: 40, burst: 200 },
  /** Questions that look through whole tables; somebody typing asks twice a second. */
  searchesPerSession: { perSecond: 2, burst: 30 },
  uploadsPerVisitor: { perSecond: 0.2, burst: 10 },
  uploadsPerSession: { perSecond: 2, burst: 30 },
  upgradesPerAddress: { perSecond: 20, burst: 200 },
  framesPerSocket: { perSecond: 30, burst: 120 },
  signInsPerAddress: { perSecond: 0.5, burst: 30 },
  signInsPerAccountAndAddress: { perSecond: 1 / 60, burst: 5 },
  signInsPerAccount: { perSecond: 0.1, burst: 30 },
  /** Names of accounts are the installation's: whoever tries many learns who works elsewhere. */
  namesTakenPerWorkspace: { perSecond: 1 / 600, burst: 10 },
  /** With the password known, a code is found by chance in no less than two years. */
  codesPerAccount: { perSecond: 1 / 120, burst: 10 },
  /** A program that copies rosters or reads reports; people's requests go before it. */
  requestsPerKey: { perSecond: 10, burst: 100 },
  filesPerAddress: { perSecond: 50, burst: 300 },
} as const satisfies Record<string, { perSecond: number; burst: number }>;

export type BudgetName = keyof typeof BUDGETS;
