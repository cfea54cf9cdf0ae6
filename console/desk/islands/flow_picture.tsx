import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Configuration, OverflowRule } from "../../../engine/contract/wire/configuration.ts";
import { duration } from "../../kit/i18n/formats.ts";
import { type FlowEdge, type FlowNode, flowOf, NODE, scaleFor } from "../model/flow.ts";
import { draft } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import type { Word } from "../words/zh.ts";
import { reveal } from "./draft_fields.tsx";

/** Where conversations enter, where they go when a group is full, and how patience ends. */
export function FlowPicture() {
  const document = draft.value?.document;
  const flow = useMemo(() => document && flowOf(document), [document?.routes, document?.groups]);
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  if (!document || !flow) return null;
  const sentence = words.say("config.flow.about", {
    routes: document.routes.length,
    groups: document.groups.length,
    rules: flow.edges.reduce((sum, { rules }) => sum + rules.length, 0),
  });
  return (
    <section class="card" aria-label={words.say("config.flow")}>
      <header>
        <h2>{words.say("config.flow")}</h2>
      </header>
      <div class="flow-scroll" ref={box} tabIndex={0} role="group" aria-label={sentence}>
        <div
          class="flow"
          style={{
            width: `${flow.width}px`,
            height: `${flow.height}px`,
            zoom: String(scaleFor(flow.width, room)),
          }}
        >
          <Lines edges={flow.edges} width={flow.width} height={flow.height} />
          {flow.edges.map((edge, at) => <EdgeLabel key={at} edge={edge} />)}
          {flow.nodes.map((node) => <Node key={node.id} node={node} document={document} />)}
        </div>
      </div>
      <Outline edges={flow.edges} document={document} />
    </section>
  );
}

/** The inner width of a box, px, as it changes; 0 before it is known. */
function useRoom(box: RefObject<HTMLDivElement | null>): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const here = box.current;
    if (!here) return;
    const observer = new ResizeObserver(() => setRoom(here.clientWidth));
    observer.observe(here);
    return () => observer.disconnect();
  }, []);
  return room;
}

function Lines({ edges, width, height }: { edges: FlowEdge[]; width: number; height: number }) {
  return (
    <svg width={width} height={height} aria-hidden="true">
      <defs>
        <marker
          id="flow-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8Z" />
        </marker>
      </defs>
      {edges.map(({ path, kind }, at) => (
        <path key={at} class={kind} d={path} marker-end="url(#flow-arrow)" />
      ))}
    </svg>
  );
}

/** A rule in few words: what has to be, and for how long. */
function ruleWords(rule: OverflowRule): string {
  const when = words.say(`config.when.${rule.when}`);
  const afterMs = rule.afterMs ?? rule.estimateOverMs;
  if (afterMs === undefined) return when;
  return words.say("config.flow.after", { when, time: duration(language(), afterMs) });
}

function EdgeLabel({ edge: { rules, label } }: { edge: FlowEdge }) {
  if (rules.length === 0) return null;
  const style = { left: `${label.x}px`, top: `${label.y}px` };
  return (
    <span class={`flow-label ${label.stands}`} aria-hidden="true" style={style}>
      {rules.map((rule, at) => <span key={at}>{ruleWords(rule)}</span>)}
    </span>
  );
}

interface InDocument {
  document: Pick<Configuration, "routes" | "groups">;
}

function nameOf(kind: FlowNode["kind"], of: string, { routes, groups }: InDocument["document"]) {
  if (kind === "end") return words.say(`config.end.${of}` as Word);
  const list: readonly { id: string; name: { zh: string; en: string } }[] = kind === "entry"
    ? routes
    : groups;
  return list.find(({ id }) => id === of)?.name[language()] ?? of;
}

function Node({ node, document }: { node: FlowNode } & InDocument) {
  const name = nameOf(node.kind, node.of, document);
  const style = {
    left: `${node.x}px`,
    top: `${node.y}px`,
    width: `${NODE.width}px`,
    height: `${NODE.height}px`,
  };
  if (node.kind === "end") {
    return (
      <span class="flow-node end" style={style}>
        <span class="cut" title={name}>{name}</span>
      </span>
    );
  }
  const list = node.kind === "entry" ? document.routes : document.groups;
  const at = (list as readonly { id: string }[]).findIndex(({ id }) => id === node.of);
  return (
    <button
      type="button"
      class={`flow-node ${node.kind}`}
      style={style}
      title={name}
      aria-label={words.say("config.flow.open", { name })}
      onClick={() => reveal(`${node.kind === "entry" ? "routes" : "groups"}.${at}`)}
    >
      <span class="cut">{name}</span>
    </button>
  );
}

/** The picture again as sentences, for whoever does not look at it. */
function Outline({ edges, document }: { edges: FlowEdge[] } & InDocument) {
  const name = (id: string) => {
    const cut = id.indexOf(":");
    return nameOf(id.slice(0, cut) as FlowNode["kind"], id.slice(cut + 1), document);
  };
  return (
    <details class="draft-part">
      <summary>{words.say("config.flow.list")}</summary>
      <ul class="flow-list">
        {edges.flatMap((edge) => {
          const [from, to] = [name(edge.from), name(edge.to)];
          if (edge.kind !== "overflow") {
            const key = edge.kind === "entry" ? "config.flow.entry" : "config.flow.terminal";
            return [<li key={edge.path}>{words.say(key, { from, to })}</li>];
          }
          return edge.rules.map((rule, at) => (
            <li key={`${edge.path}.${at}`}>
              {words.say("config.flow.overflow", { from, to, when: ruleWords(rule) })}
            </li>
          ));
        })}
      </ul>
    </details>
  );
}
