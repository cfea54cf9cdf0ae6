import { Button } from "../../kit/components/button.tsx";
import { Clock, Icon, Lock, TriangleAlert } from "../../kit/components/icons.tsx";
import type { Sending } from "../model/outbox.ts";
import { faultText } from "../stores/faults.ts";
import { dropUpload, type Upload, uploadAgain } from "../stores/files.ts";
import { discard, sendAgain } from "../stores/outbox.ts";
import { words } from "../stores/preferences.ts";
import { MessageContent } from "./message_body.tsx";

/** A message that this tab has promised to send, and how far it has come. */
export function PendingMessage({ sending, offline }: { sending: Sending; offline: boolean }) {
  const failed = sending.state === "failed";
  const looks = failed ? "failed" : sending.state === "accepted" ? "" : "waiting";
  if (sending.visibility === "staff" && sending.body.kind === "text") {
    return (
      <div class="note">
        <Icon of={Lock} size={14} />
        <div class="grow">
          <p dir="auto">{sending.body.text}</p>
          <Stamp sending={sending} offline={offline} />
        </div>
      </div>
    );
  }
  return (
    <div class={`message mine ${looks}`}>
      <div class="content">
        <MessageContent body={sending.body} />
        <Stamp sending={sending} offline={offline} />
      </div>
    </div>
  );
}

function Stamp({ sending, offline }: { sending: Sending; offline: boolean }) {
  if (sending.state === "failed") {
    return (
      <div class="stamp" role="alert">
        <span class="fault">
          <Icon of={TriangleAlert} size={13} />
          {words.say("message.failed", { reason: faultText(sending) })}
        </span>
        {sending.again && (
          <Button kind="link" onClick={() => sendAgain(sending.id)}>
            {words.say("message.resend")}
          </Button>
        )}
        <Button kind="link" onClick={() => discard(sending.id)}>
          {words.say("message.discard")}
        </Button>
      </div>
    );
  }
  const key = sending.state === "accepted"
    ? "message.sent"
    : offline
    ? "message.queued"
    : "message.sending";
  return (
    <div class="stamp">
      <Icon of={Clock} size={13} />
      <span>{words.say(key)}</span>
    </div>
  );
}

/** A file on its way to the store. */
export function PendingUpload({ upload }: { upload: Upload }) {
  const failed = upload.state.state === "failed";
  return (
    <div class={`message mine ${failed ? "failed" : "waiting"}`}>
      <div class="content">
        <div class="bubble">
          <bdi>{upload.name}</bdi>
        </div>
        {upload.state.state === "failed"
          ? (
            <div class="stamp" role="alert">
              <span class="fault">
                <Icon of={TriangleAlert} size={13} />
                {words.say("message.uploadFailed", {
                  name: upload.name,
                  reason: faultText(upload.state.fault),
                })}
              </span>
              <Button kind="link" onClick={() => uploadAgain(upload.id)}>
                {words.say("retry")}
              </Button>
              <Button kind="link" onClick={() => dropUpload(upload.id)}>
                {words.say("message.discard")}
              </Button>
            </div>
          )
          : <div class="stamp">{words.say("message.uploading", { name: upload.name })}</div>}
      </div>
    </div>
  );
}
