/**
 * Whether somebody asks for a person: the doors see the words, the engine only this fact. A short
 * message that names a person is enough; in a long one it has to be asked for, so that 人工草坪
 * (artificial turf) stays a question about turf.
 */
const SHORT_MAX = 12;
const SHORT_ZH = /人工|真人|客服人员/;
const ASKED_ZH =
  /(转|找|要|叫|换|接|联系|需要|请)\s{0,3}(一下|一个|个|到)?\s{0,3}(人工|真人)|人工\s{0,3}(客服|服务|坐席)/;
const SHORT_EN = /^\W*(agent|human|person|operator|representative|real person|live agent)\W*$/i;
const ASKED_EN =
  /\b(talk|speak|chat|connect|transfer|switch|get|want|need|give)\b[^.?!]{0,40}\b(agent|human|person|operator|representative|somebody real|someone real)\b/i;

/** Who wants a person says so early; the rest of a book costs nothing. */
const LOOKED_AT_MAX = 500;

export function wantsPeople(text: string): boolean {
  const short = text.trim().slice(0, LOOKED_AT_MAX);
  if (short.length <= SHORT_MAX && SHORT_ZH.test(short)) return true;
  return SHORT_EN.test(short) || ASKED_ZH.test(short) || ASKED_EN.test(short);
}
