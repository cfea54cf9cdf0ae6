import { useEffect } from "preact/hooks";
import { Dialog } from "../../kit/components/dialog.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { loadProfile, profile } from "../stores/profile.ts";
import { ProfileCard } from "./profile_card.tsx";

/** An admin looks after how visitors see an agent. */
export function ProfileDialog(
  { agent, name, onClose }: { agent: string; name: string; onClose(): void },
) {
  useEffect(() => void loadProfile(agent), [agent]);
  const { known, fault } = profile.value;
  return (
    <Dialog
      title={words.say("profile.of", { name })}
      closeLabel={words.say("close")}
      onClose={onClose}
    >
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      {known?.agent === agent
        ? <ProfileCard known={known} name={name} />
        : !fault && <SkeletonRows count={3} />}
    </Dialog>
  );
}
