/** A closing topic with its parents: 售后 / 退换货. */
export interface TopicChoice {
  id: string;
  path: string;
  depth: number;
  leaf: boolean;
}

const searched = (text: string): string => text.trim().toLowerCase();

/** The topics that a search leaves on the list, branches of the tree among them. */
export function topicsFor(topics: readonly TopicChoice[], search: string): TopicChoice[] {
  const wanted = searched(search);
  return topics.filter(({ path }) => path.toLowerCase().includes(wanted));
}

/** Those of them that can be chosen: a branch has a line of its own only in a search. */
export const choicesFor = (topics: readonly TopicChoice[], search: string): TopicChoice[] =>
  topicsFor(topics, search).filter(({ leaf }) => leaf || searched(search) !== "");

/**
 * What a search chooses by itself, so that Enter ends with the topic that is on the screen: the first
 * leaf found, else the first branch. Nothing is chosen for who has not searched.
 */
export function topicFound(topics: readonly TopicChoice[], search: string): string | undefined {
  if (searched(search) === "") return undefined;
  const choices = choicesFor(topics, search);
  return (choices.find(({ leaf }) => leaf) ?? choices[0])?.id;
}
