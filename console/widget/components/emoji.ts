/** The table of emoji, a chunk of its own: loaded when the tray opens for the first time. */
export const EMOJI: readonly string[] =
  ("😀 😃 😄 😁 😆 😅 😂 🤣 😊 😇 🙂 😉 😌 😍 😘 😗 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤐 😐 😑 😶 😏 😒 🙄 😬 " +
    "😔 😪 😴 😷 🤒 🤕 🤢 🥵 🥶 😵 🤯 🥳 😎 🤓 😕 😟 🙁 😮 😯 😲 😳 🥺 😦 😨 😰 😥 😢 😭 😱 😖 😣 😞 " +
    "😓 😩 😫 🥱 😤 😡 😠 👍 👎 👌 ✌️ 🤞 🤝 👏 🙌 🙏 💪 👋 👆 👇 👈 👉 ❤️ 🧡 💛 💚 💙 💜 💔 💯 ✅ ❌ " +
    "❓ ❗ ⭐ 🔥 🎉 🎁 🎂 🌹 🌸 🍀 ☀️ 🌧️ ⏰ 📦 🚚 💰 🧾 📷 📱 💻 👕 👖 👗 👟 🧥 🎒 ⛺ 🍵")
    .split(" ");
