import { Text } from "@mantine/core";
import { IconArrowsExchange, IconMessagePlus, IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, monthText } from "../ui/format.ts";
import type { Labels } from "../ui/labels.ts";

type SinceLast = NonNullable<SheetVerdict["since"]>;
type Change = SinceLast["changes"][number];

/** What has changed since this source was imported last, kind by kind. */
export function Since({ since, labels }: { readonly since: SinceLast; readonly labels: Labels }): ReactElement {
  const last = `${since.file}, ${monthText(since.month)}`;
  if (since.changes.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt={6}>
        Laid out as last time ({last}).
      </Text>
    );
  }
  const kinds = KINDS.flatMap((kind) => {
    const changes = since.changes.filter((change) => change.kind === kind.kind);
    return changes.length === 0 ? [] : [{ ...kind, changes }];
  });
  const summary = kinds.map(({ changes, one, many }) => counted(changes.length, one, many)).join(", ");
  return (
    <Expand summary={`Since last time: ${summary}`} open={since.changes.length <= SHOWN}>
      <Text size="sm" c="dimmed" mb={4}>
        Compared with {last}.
      </Text>
      <ul className="bw-changes">
        {kinds.map(({ kind, icon: Icon, word, changes }) => (
          <li key={kind}>
            <Icon size={18} aria-hidden />
            <strong>{word}</strong>
            <ul>
              {changes.slice(0, MOST).map((change) => (
                <li key={change.text}>{wordsOf(change, labels)}</li>
              ))}
              {changes.length > MOST ? <li>and {changes.length - MOST} more</li> : null}
            </ul>
          </li>
        ))}
      </ul>
    </Expand>
  );
}

/** The engine names questions by their code; people know them by their label. */
function wordsOf({ kind, text }: Change, labels: Labels): string {
  const found = kind === "new-option" ? /^([\w.]+): (.*)$/s.exec(text) : null;
  return found === null ? text : `${labels.question(found[1] ?? "")}: ${found[2] ?? ""}`;
}

const KINDS = [
  { kind: "renamed", icon: IconArrowsExchange, word: "Renamed", one: "column renamed", many: "columns renamed" },
  { kind: "reworded", icon: IconPencil, word: "Reworded", one: "question reworded", many: "questions reworded" },
  { kind: "added", icon: IconPlus, word: "Added", one: "column added", many: "columns added" },
  { kind: "dropped", icon: IconMinus, word: "Gone", one: "column gone", many: "columns gone" },
  { kind: "new-option", icon: IconMessagePlus, word: "New answers", one: "new answer", many: "new answers" },
] as const;
const SHOWN = 6;
const MOST = 30;
