import { useEffect, useRef, useState } from "preact/hooks";
import type { QuickReply, ReplyScope } from "../../../engine/contract/wire/desk.ts";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { Icon, Paperclip, Plus } from "../../kit/components/icons.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { collator } from "../../kit/i18n/formats.ts";
import { oneLine } from "../../kit/text.ts";
import { VirtualRows } from "../components/virtual_rows.tsx";
import { ReplyForm } from "../islands/reply_form.tsx";
import { faultText } from "../stores/faults.ts";
import { language, words } from "../stores/preferences.ts";
import { loadQuickReplies, quickReplies, quickRepliesFault } from "../stores/quick_replies.ts";
import { roleIs } from "../stores/session.ts";

/** Height of a row, as in the style sheet. */
const ROW_PX = 40;

/** Where quick replies are kept: the company's, and one's own, in folders. */
export function SettingsReplies() {
  const [scope, setScope] = useState<ReplyScope>("personal");
  const [folder, setFolder] = useState<string>();
  const [search, setSearch] = useState("");
  const [edited, setEdited] = useState<QuickReply | "new">();
  useEffect(() => void loadQuickReplies(), []);
  const fault = quickRepliesFault.value;
  const ofScope = quickReplies.value.filter((one) => one.scope === scope);
  const folders = [...new Set(ofScope.map((one) => one.folder))].sort(collator(language()).compare);
  const wanted = search.trim().toLowerCase();
  const shown = ofScope.filter((one) =>
    (folder === undefined || one.folder === folder) &&
    (wanted === "" || one.text.toLowerCase().includes(wanted) ||
      one.initials.includes(wanted) || one.shortcut?.toLowerCase().includes(wanted))
  );
  const count = (value: ReplyScope) =>
    quickReplies.value.filter((one) => one.scope === value).length;
  const writable = scope === "personal" || roleIs("supervisor", "admin");
  return (
    <section class="card replies" aria-label={words.say("replies.title")}>
      <header>
        <h2>{words.say("replies.title")}</h2>
        <Segmented
          label={words.say("replies.scope")}
          value={scope}
          choices={(["company", "personal"] as const).map((value) => ({
            value,
            label: words.say("replies.count", {
              scope: words.say(`replies.scope.${value}`),
              count: count(value),
            }),
          }))}
          onChoose={(value) => {
            setScope(value);
            setFolder(undefined);
            setEdited(undefined);
          }}
        />
        <input
          class="input search"
          type="search"
          aria-label={words.say("replies.search")}
          placeholder={words.say("replies.search")}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <span class="grow" />
        {writable && (
          <Button compact icon={Plus} onClick={() => setEdited("new")}>
            {words.say("replies.new")}
          </Button>
        )}
      </header>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      {!writable && <p class="small muted inside">{words.say("replies.readonly")}</p>}
      <div class="replies-body">
        <Folders replies={ofScope} folders={folders} chosen={folder} onChoose={setFolder} />
        <Rows rows={shown} edited={edited} writable={writable} onEdit={setEdited} />
        {edited && (
          <ReplyForm
            key={edited === "new" ? "new" : edited.id}
            reply={edited === "new" ? undefined : edited}
            draft={edited === "new" ? { scope, folder, text: "" } : {
              scope: edited.scope,
              folder: edited.folder,
              shortcut: edited.shortcut,
              text: edited.text,
            }}
            folders={folders.filter(Boolean)}
            onDone={() => setEdited(undefined)}
          />
        )}
      </div>
    </section>
  );
}

function Folders(
  { replies, folders, chosen, onChoose }: {
    replies: QuickReply[];
    folders: string[];
    chosen: string | undefined;
    onChoose(folder: string | undefined): void;
  },
) {
  const item = (folder: string | undefined, name: string, count: number) => (
    <button
      key={name}
      type="button"
      class="folder"
      aria-pressed={folder === chosen}
      onClick={() => onChoose(folder)}
    >
      <span class="grow cut" title={name}>{name}</span>
      <span class="num muted">{count}</span>
    </button>
  );
  return (
    <div class="folders" role="group" aria-label={words.say("replies.folders")}>
      {item(undefined, words.say("replies.folder.all"), replies.length)}
      {folders.map((folder) =>
        item(
          folder,
          folder || words.say("replies.folder.none"),
          replies.filter((one) => one.folder === folder).length,
        )
      )}
    </div>
  );
}

function Rows(
  { rows, edited, writable, onEdit }: {
    rows: QuickReply[];
    edited: QuickReply | "new" | undefined;
    writable: boolean;
    onEdit(reply: QuickReply): void;
  },
) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <div class="reply-rows" ref={body}>
      {rows.length === 0 && (
        <EmptyState title={words.say("replies.empty")}>
          {words.say("replies.empty.text")}
        </EmptyState>
      )}
      <VirtualRows
        rows={rows}
        rowHeight={ROW_PX}
        container={body}
        label={words.say("replies.title")}
        nameOf={(reply) => reply.id}
        render={(reply) => (
          <li>
            <button
              type="button"
              class="reply-row"
              disabled={!writable}
              aria-pressed={edited !== "new" && edited?.id === reply.id}
              onClick={() => onEdit(reply)}
            >
              <span class="code cut">{reply.shortcut ? `/${reply.shortcut}` : ""}</span>
              <span class="grow cut" dir="auto" title={reply.text}>{oneLine(reply.text)}</span>
              {reply.file && <Icon of={Paperclip} size={14} />}
            </button>
          </li>
        )}
      />
    </div>
  );
}
