import { blocked } from "../stores/block.ts";
import { blockText } from "../words/block_text.ts";

/** In the place of the field, while the shop takes nothing. */
export const BlockedFoot = () => (
  <footer class="foot">
    <p class="line" role="status">{blocked.value && blockText(blocked.value)}</p>
  </footer>
);
