import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import type { JoinMode } from "../../../engine/contract/wire/states.ts";

/** How this person is beside the owner; undefined when not at all. */
export const besideAs = (
  { joined }: Pick<DeskConversation, "joined">,
  self: string,
): JoinMode | undefined => joined?.find(({ who }) => who === self)?.as;

/** To whom somebody beside the owner may write. */
export const maySay = (as: JoinMode | undefined): "all" | "staff" | undefined => {
  switch (as) {
    case "barge":
    case "share":
      return "all";
    case "whisper":
      return "staff";
    default:
      return undefined;
  }
};
