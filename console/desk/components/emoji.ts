/** The emoji at hand, by kind. A small table of those that customer talk uses. */
export const EMOJI = {
  faces: [..."😀😁😂😊😍😘🙂😉😎🤔😅😇🥰😋🤗😐😴😢😭😔😮😱😡🥺😓"],
  hands: [..."👍👎👌🤝👏🙏💪👋👀🙌🤞"],
  things: [..."🎉🎁🔥💯✅❌❓💡📦🚚🧾💰📞📷📍⏰🌹🍀💖⭐"],
} as const;
