import type { Story } from "./story.ts";

/** A function's instance that lives through a story, with what it remembers, as one that stays warm in production. */
export function warm<T>(make: (story: Story) => T): (story: Story) => T {
  const instances = new WeakMap<Story, T>();
  return (story) => {
    const known = instances.get(story) ?? make(story);
    instances.set(story, known);
    return known;
  };
}
