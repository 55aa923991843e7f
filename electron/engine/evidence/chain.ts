import type { Link, Resolve } from "./resolve.ts";

/**
 * The fewest links by which people joined two keys, in order from one to the other; none where something else joins them.
 * @param ruled finds an organisation without what people said
 */
export function chainBetween(links: readonly Link[], ruled: Resolve, a: string, b: string): Link[] {
  const [start, end] = [ruled(a), ruled(b)];
  const beside = new Map<string, { readonly link: Link; readonly to: string }[]>();
  for (const link of links) {
    if (link.verdict !== "same") continue;
    const [one, two] = [ruled(link.a), ruled(link.b)];
    beside.set(one, [...(beside.get(one) ?? []), { link, to: two }]);
    beside.set(two, [...(beside.get(two) ?? []), { link, to: one }]);
  }
  const reached = new Map<string, readonly Link[]>([[start, []]]);
  for (const [key, path] of reached) {
    if (key === end) return [...path];
    for (const { link, to } of beside.get(key) ?? []) if (!reached.has(to)) reached.set(to, [...path, link]);
  }
  return [];
}
