import { language } from "../stores/host.ts";
import { say, type Slots, type Table } from "./words.ts";

/** Of the form for a left message, which few see: apart from the tables of a first visit. */
const zh = {
  leaveIntro: "留下联系方式，客服会按留言的先后回复您。再次打开本页也能看到回复。",
  leaveBusy: "现在没有客服能马上接待。",
  leaveClosed: "现在不在服务时间。",
  leaveName: "称呼",
  leavePhone: "手机号",
  leaveMail: "邮箱",
  leaveText: "描述",
  leaveSubmit: "提交留言",
  leaveBack: "返回排队",
  leaveSkip: "不留联系方式",
  errorContact: "请填写手机号或邮箱。",
  errorPhoneShort: { other: "手机号还差 {n} 位" },
  errorPhone: "手机号只能有数字、空格和“+”，6 到 20 位。",
  errorMail: "邮箱地址不完整，例如 name@example.com。",
  errorText: "请写下您的问题。",
  errorLong: "最多 {n} 个字。",
  errorField: "请检查这一项。",
};

const en: Table<typeof zh> = {
  leaveIntro:
    "Leave a contact and we will answer in the order messages came. The answer also appears here when you return.",
  leaveBusy: "Nobody can take your chat right away.",
  leaveClosed: "We are closed just now.",
  leaveName: "Name",
  leavePhone: "Phone",
  leaveMail: "E-mail",
  leaveText: "Your message",
  leaveSubmit: "Send message",
  leaveBack: "Back to the queue",
  leaveSkip: "Continue without contact",
  errorContact: "Please give a phone number or an e-mail address.",
  errorPhoneShort: { one: "{n} digit is missing", other: "{n} digits are missing" },
  errorPhone: "Only digits, spaces and “+”, 6 to 20 of them.",
  errorMail: "This address is incomplete, e.g. name@example.com.",
  errorText: "Please write your question.",
  errorLong: "At most {n} characters.",
  errorField: "Please check this field.",
};

export const leaveWords = (key: keyof typeof zh, slots: Slots = {}): string =>
  say((language.value === "zh" ? zh : en)[key], slots);
