import type {
  CardRequest,
  CloseRequest,
  Colleagues,
  CompanyPage,
  ConfigurationView,
  ConversationDetail,
  Desk,
  EntriesPage,
  FileLink,
  Me,
  ParkRequest,
  PresenceRequest,
  SignInRequest,
  Ticket,
  TransferRequest,
  UploadResponse,
} from "../../../engine/contract/wire/http.ts";
import type { AdjustmentLive } from "../../../engine/contract/wire/adjustments.ts";
import type { BrowsingList, InviteRequest } from "../../../engine/contract/wire/browsing.ts";
import type { BlockRequest } from "../../../engine/contract/wire/http_channel.ts";
import type { DayFigures } from "../../../engine/contract/wire/day.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";
import type { SimulationProgress } from "../../../engine/contract/wire/simulation.ts";
import type { StaffingAnswer, StaffingAsk } from "../../../engine/contract/wire/staffing.ts";
import type {
  ClockRates,
  ConfigurationAdmin,
  ConfigurationCheck,
  ConfigurationDiff,
  ConfigurationDraft,
  ConfigurationPublished,
  ConfigurationVersions,
  DraftRequest,
  PublishRequest,
  RollbackRequest,
} from "../../../engine/contract/wire/http_configuration.ts";
import type {
  AdjustRequest,
  ConsultRequest,
  JoinRequest,
  MoveRequest,
  PartRequest,
  PrioritiseRequest,
  ReachRequest,
  TagRequest,
  Taken,
} from "../../../engine/contract/wire/http_routing.ts";
import type {
  CompanySettings,
  FoundVisitors,
  PendingList,
  PersonalSettings,
  Profile,
  ProfileRequest,
  QuickReplies,
  QuickReply,
  QuickReplyRequest,
  RatingDimension,
  RatingReport,
  TopicReport,
} from "../../../engine/contract/wire/desk.ts";
import type { ShownExplanation } from "../../../engine/contract/wire/explanation.ts";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import type { TransferAlert } from "../../../engine/contract/wire/socket.ts";
import type { Dates } from "../model/period.ts";
import { download, request, upload } from "./http.ts";

/** A conversation as the records keep it. */
type Recorded = ConversationDetail["past"][number];

/** Every address of the gateway that the desk calls, in one place. */
const of = (conversation: string, action: string): string =>
  `/conversations/${encodeURIComponent(conversation)}${action}`;

const quickReply = (id: string): string => `/quick-replies/${encodeURIComponent(id)}`;

const profile = (agent: string, part: string): string =>
  `/agents/${encodeURIComponent(agent)}/${part}`;

const query = ({ from, to }: Dates): string => `from=${from}&to=${to}`;

/** Commands of a conversation that carry nothing but its name. */
type PlainAction =
  | "accept"
  | "decline"
  | "acceptTransfer"
  | "returnTransfer"
  | "withdrawTransfer"
  | "unpark"
  | "reopen"
  | "inviteRating"
  | "reclaim";

export const api = {
  me: () => request<Me>("GET", "/session"),
  signIn: (body: SignInRequest) => request<Me>("POST", "/session", body),
  signOut: () => request<void>("DELETE", "/session"),
  ticket: () => request<Ticket>("POST", "/agent/tickets"),
  desk: () => request<Desk>("GET", "/agent/desk"),
  presence: (body: PresenceRequest) => request<void>("POST", "/agent/presence", body),
  forcePresence: (agent: string, body: PresenceRequest) =>
    request<void>("POST", `/agents/${encodeURIComponent(agent)}/presence`, body),
  colleagues: () => request<Colleagues>("GET", "/colleagues"),
  configuration: () => request<ConfigurationView>("GET", "/configuration"),
  putAgent: (agent: string, body: AgentRecord & { expects: AgentRecord }) =>
    request<void>("PUT", `/roster/${encodeURIComponent(agent)}`, body),
  roster: () => request<{ agents: AgentSummary[] }>("GET", "/roster"),

  conversation: (id: string) => request<ConversationDetail>("GET", of(id, "")),
  entries: (id: string, limit: number, before?: number) =>
    request<EntriesPage>(
      "GET",
      of(id, `/entries?limit=${limit}${before === undefined ? "" : `&before=${before}`}`),
    ),
  act: (id: string, action: PlainAction) => request<void>("POST", of(id, `/${action}`)),
  take: () => request<Taken>("POST", "/agent/take"),
  prioritise: (id: string, body: PrioritiseRequest) =>
    request<void>("POST", of(id, "/prioritise"), body),
  move: (id: string, body: MoveRequest) => request<void>("POST", of(id, "/move"), body),
  join: (id: string, body: JoinRequest) => request<void>("POST", of(id, "/join"), body),
  part: (id: string, body: PartRequest) => request<void>("POST", of(id, "/part"), body),
  consult: (id: string, body: ConsultRequest) => request<void>("POST", of(id, "/consult"), body),
  reach: (visitor: string, body: ReachRequest) =>
    request<Taken>("POST", `/visitors/${encodeURIComponent(visitor)}/reach`, body),
  tag: (id: string, body: TagRequest) => request<void>("POST", of(id, "/tag"), body),
  transfer: (id: string, body: TransferRequest) => request<void>("POST", of(id, "/transfer"), body),
  park: (id: string, body: ParkRequest) => request<void>("POST", of(id, "/park"), body),
  close: (id: string, body: CloseRequest) => request<void>("POST", of(id, "/close"), body),
  recall: (id: string, message: string) => request<void>("POST", of(id, "/recall"), { message }),

  explain: (id: string, seq: number) =>
    request<ShownExplanation>("GET", of(id, `/explain?seq=${seq}`)),

  configurationAdmin: () => request<ConfigurationAdmin>("GET", "/config"),
  configurationDraft: () => request<ConfigurationDraft>("GET", "/config/draft"),
  saveDraft: (body: DraftRequest) => request<ConfigurationDraft>("PUT", "/config/draft", body),
  discardDraft: () => request<void>("DELETE", "/config/draft"),
  checkDraft: () => request<ConfigurationCheck>("POST", "/config/draft/check"),
  publishDraft: (body: PublishRequest) =>
    request<ConfigurationPublished>("POST", "/config/publish", body),
  rollBack: (body: RollbackRequest) =>
    request<ConfigurationPublished>("POST", "/config/rollback", body),
  withdrawConfiguration: (body: { hash: string; effectiveAt: number }) =>
    request<void>("POST", "/config/withdraw", body),
  configurationVersions: (limit: number) =>
    request<ConfigurationVersions>("GET", `/config/versions?limit=${limit}`),
  /** From a version to the draft. */
  configurationDiff: (from: number) =>
    request<ConfigurationDiff>("GET", `/config/diff?from=${from}&to=draft`),
  startSimulation: (body: { day: string; edition: number; days: number }) =>
    request<{ simulation: string }>("POST", "/simulations", body),
  simulation: (id: string) => request<SimulationProgress>("GET", `/simulations/${id}`),
  staffing: (ask: StaffingAsk) => request<StaffingAnswer>("POST", "/staffing", ask),
  endSimulation: (id: string) => request<void>("DELETE", `/simulations/${id}`),
  adjustments: () => request<{ adjustments: AdjustmentLive[] }>("GET", "/adjustments"),
  adjust: (body: AdjustRequest) => request<void>("POST", "/adjustments", body),
  takeBackAdjustment: (seq: number) => request<void>("DELETE", `/adjustments/${seq}`),
  day: (shop: string | undefined) =>
    request<DayFigures>(
      "GET",
      `/wall/day${shop === undefined ? "" : `?shop=${encodeURIComponent(shop)}`}`,
    ),
  transferAlerts: () => request<{ alerts: TransferAlert[] }>("GET", "/wall/transfers"),
  clockRates: () => request<ClockRates>("GET", "/clocks/rates"),

  closedByMe: (limit: number) =>
    request<{ conversations: Recorded[] }>(
      "GET",
      `/agent/conversations?limit=${limit}`,
    ),
  everyConversation: (limit: number, after?: string) =>
    request<CompanyPage>(
      "GET",
      `/conversations?limit=${limit}${after === undefined ? "" : `&after=${after}`}`,
    ),

  waitingLine: (group: string, limit: number, after?: string) =>
    request<CompanyPage>(
      "GET",
      `/wall/lines/${encodeURIComponent(group)}?limit=${limit}${
        after === undefined ? "" : `&after=${after}`
      }`,
    ),

  saveCard: (visitor: string, body: CardRequest) =>
    request<void>("PUT", `/visitors/${encodeURIComponent(visitor)}/card`, body),
  block: (visitor: string, body: BlockRequest) =>
    request<void>("POST", `/visitors/${encodeURIComponent(visitor)}/block`, body),
  eraseVisitor: (visitor: string) =>
    request<void>("POST", `/visitors/${encodeURIComponent(visitor)}/erase`),

  quickReplies: () => request<QuickReplies>("GET", "/quick-replies"),
  addQuickReply: (body: QuickReplyRequest) => request<QuickReply>("POST", "/quick-replies", body),
  changeQuickReply: (id: string, body: QuickReplyRequest) =>
    request<QuickReply>("PUT", quickReply(id), body),
  removeQuickReply: (id: string) => request<void>("DELETE", quickReply(id)),
  attachToQuickReply: (id: string, name: string, file: Blob) =>
    upload<QuickReply>(`${quickReply(id)}/file?name=${encodeURIComponent(name)}`, file),
  detachFromQuickReply: (id: string) => request<void>("DELETE", `${quickReply(id)}/file`),
  quickReplyFile: (id: string) => download(`${quickReply(id)}/file`),

  pending: (state: "parked" | "left") => request<PendingList>("GET", `/pending?state=${state}`),
  browsing: () => request<BrowsingList>("GET", "/browsing"),
  invite: (id: string, body: InviteRequest) =>
    request<{ invitation: string }>("POST", `/browsing/${encodeURIComponent(id)}/invite`, body),
  visitors: (search: string, blocked: boolean) =>
    request<FoundVisitors>(
      "GET",
      `/visitors?search=${encodeURIComponent(search)}${blocked ? "&blocked=true" : ""}`,
    ),
  topicReport: (dates: Dates) => request<TopicReport>("GET", `/reports/topics?${query(dates)}`),
  topicFile: (dates: Dates) => download(`/reports/topics.csv?${query(dates)}`),
  ratingReport: (dates: Dates, by: RatingDimension) =>
    request<RatingReport>("GET", `/reports/ratings?${query(dates)}&by=${by}`),
  ratingFile: (dates: Dates, by: RatingDimension) =>
    download(`/reports/ratings.csv?${query(dates)}&by=${by}`),

  companySettings: () => request<CompanySettings>("GET", "/company-settings"),
  saveCompanySettings: (body: CompanySettings) => request<void>("PUT", "/company-settings", body),
  settings: () => request<PersonalSettings>("GET", "/agent/settings"),
  saveSettings: (body: PersonalSettings) => request<void>("PUT", "/agent/settings", body),
  profile: (agent: string) => request<Profile>("GET", profile(agent, "profile")),
  saveProfile: (agent: string, body: ProfileRequest) =>
    request<Profile>("PUT", profile(agent, "profile"), body),
  putPicture: (agent: string, picture: Blob) => upload<Profile>(profile(agent, "picture"), picture),
  dropPicture: (agent: string) => request<Profile>("DELETE", profile(agent, "picture")),

  uploadFile: (conversation: string, name: string, file: Blob) =>
    upload<UploadResponse>(
      `/agent/files?conversation=${encodeURIComponent(conversation)}&name=${
        encodeURIComponent(name)
      }`,
      file,
    ),
  fileLink: (file: string) => request<FileLink>("GET", `/files/${encodeURIComponent(file)}/link`),
};
