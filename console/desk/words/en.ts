import { en as account } from "./account.ts";
import { en as accounts } from "./accounts.ts";
import { en as adjust } from "./adjust.ts";
import { en as beside } from "./beside.ts";
import { en as browsing } from "./browsing.ts";
import { en as card } from "./card.ts";
import { en as company } from "./company.ts";
import { en as config } from "./config.ts";
import { en as configParts } from "./config_parts.ts";
import { en as configRules } from "./config_rules.ts";
import { en as conversation } from "./conversation.ts";
import { en as handover } from "./handover.ts";
import { en as leaving } from "./leaving.ts";
import { en as lines } from "./lines.ts";
import { en as explain } from "./explain.ts";
import { en as multi } from "./multi.ts";
import { en as notices } from "./notices.ts";
import { en as palette } from "./palette.ts";
import { en as people } from "./people.ts";
import { en as profile } from "./profile.ts";
import { en as replies } from "./replies.ts";
import { en as security } from "./security.ts";
import { en as sending } from "./sending.ts";
import { en as settings } from "./settings.ts";
import { en as shell } from "./shell.ts";
import { en as staffing } from "./staffing.ts";
import { en as wall } from "./wall.ts";
import { en as workPages } from "./work_pages.ts";
import type { Word } from "./zh.ts";

/** The English sentences of the desk; the same keys as the Chinese table. */
export const en: Record<Word, string> = {
  ...account,
  ...accounts,
  ...adjust,
  ...beside,
  ...browsing,
  ...card,
  ...company,
  ...config,
  ...configParts,
  ...configRules,
  ...conversation,
  ...handover,
  ...leaving,
  ...lines,
  ...explain,
  ...multi,
  ...notices,
  ...palette,
  ...people,
  ...profile,
  ...replies,
  ...security,
  ...sending,
  ...settings,
  ...shell,
  ...staffing,
  ...wall,
  ...workPages,
};
