/**
 * What the desk keeps for its people beside the journal, in schema `desk`: bodies of the HTTP
 * interface as in `http.ts`. Nothing here is an event; the last writer of a row wins.
 */

/** Whose a quick reply 快捷回复 is: everybody's, written by supervisors, or one person's. */
export const REPLY_SCOPES = ["company", "personal"] as const;
export type ReplyScope = (typeof REPLY_SCOPES)[number];

/** Words in braces that are replaced when a quick reply or an auto-answer is used. */
export const REPLY_VARIABLES = ["visitor", "agent", "shop", "date", "time"] as const;
export type ReplyVariable = (typeof REPLY_VARIABLES)[number];

/** The file that goes along with a quick reply. */
export interface ReplyFile {
  name: string;
  type: string;
  bytes: number;
}

/** POST /api/v1/quick-replies, PUT /api/v1/quick-replies/{id} */
export interface QuickReplyRequest {
  scope: ReplyScope;
  folder?: string;
  /** Typed after a slash: letters, digits and hyphens. */
  shortcut?: string;
  text: string;
}

export interface QuickReply extends QuickReplyRequest {
  id: string;
  folder: string;
  /** First letters of the text's pinyin, for typing without an input method. */
  initials: string;
  file?: ReplyFile;
  changedAt: number;
}

/** GET /api/v1/quick-replies: the company's and one's own. */
export interface QuickReplies {
  replies: QuickReply[];
}
