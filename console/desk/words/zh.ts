import { zh as account } from "./account.ts";
import { zh as accounts } from "./accounts.ts";
import { zh as adjust } from "./adjust.ts";
import { zh as beside } from "./beside.ts";
import { zh as browsing } from "./browsing.ts";
import { zh as card } from "./card.ts";
import { zh as company } from "./company.ts";
import { zh as config } from "./config.ts";
import { zh as configParts } from "./config_parts.ts";
import { zh as configRules } from "./config_rules.ts";
import { zh as conversation } from "./conversation.ts";
import { zh as handover } from "./handover.ts";
import { zh as leaving } from "./leaving.ts";
import { zh as lines } from "./lines.ts";
import { zh as explain } from "./explain.ts";
import { zh as multi } from "./multi.ts";
import { zh as notices } from "./notices.ts";
import { zh as palette } from "./palette.ts";
import { zh as people } from "./people.ts";
import { zh as profile } from "./profile.ts";
import { zh as replies } from "./replies.ts";
import { zh as security } from "./security.ts";
import { zh as sending } from "./sending.ts";
import { zh as settings } from "./settings.ts";
import { zh as shell } from "./shell.ts";
import { zh as staffing } from "./staffing.ts";
import { zh as wall } from "./wall.ts";
import { zh as workPages } from "./work_pages.ts";

/**
 * 界面的中文句子。Every key is a whole sentence or label; slots are named, plurals are ICU. One table per
 * page, each with both languages side by side; the English keys are the same by type.
 */
export const zh = {
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
} as const;

export type Word = keyof typeof zh;
