/** "A", "A and B", "A, B and C"; or with "or". */
export function listed(labels: readonly string[], last: "and" | "or" = "and"): string {
  const end = labels.at(-1) ?? "";
  return labels.length < 2 ? end : `${labels.slice(0, -1).join(", ")} ${last} ${end}`;
}
