import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";

/** Props of a long table. `row` gives the cells of one row; `height` is a row's usual height in pixels. */
export interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly { readonly key: string; readonly header: ReactNode; readonly width: number }[];
  readonly count: number;
  readonly height: number;
  readonly most: number;
  readonly keyOf: (index: number) => string | number;
  readonly row: (index: number) => ReactElement;
  /** Hears of the rows in view, so that they can be fetched. */
  readonly onView?: (first: number, last: number) => void;
}

/**
 * A table of any length that the keyboard scrolls: only the rows in view are in the page, between two empty rows that
 * stand for the others. Widths are shares of the whole, in pixels of the narrowest window.
 */
export function VirtualTable(props: VirtualTableProps): ReactElement {
  const { label, columns, count, height, most, keyOf, row, onView } = props;
  const box = useRef<HTMLDivElement>(null);
  // The list is used here only, so nothing memoised can go stale.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: keyOf,
    overscan: 8,
  });
  // The browser's own End would stop where the end was guessed to be before the rows on the way were measured.
  useEffect(() => {
    const element = box.current;
    const jump = (event: KeyboardEvent) => {
      if (event.target !== element || (event.key !== "End" && event.key !== "Home")) return;
      event.preventDefault();
      list.scrollToIndex(event.key === "End" ? count - 1 : 0, { align: event.key === "End" ? "end" : "start" });
    };
    element?.addEventListener("keydown", jump);
    return () => element?.removeEventListener("keydown", jump);
  }, [list, count]);
  const shown = list.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => onView?.(first, last), [onView, first, last]);
  const total = list.getTotalSize();
  return (
    <div
      ref={box}
      className="bw-scroll"
      tabIndex={0}
      role="region"
      aria-label={label}
      style={{ maxHeight: most, overflow: "auto" }}
    >
      <table
        className="bw-table bw-long"
        aria-label={label}
        aria-rowcount={count + 1}
        style={{ minWidth: columns.reduce((sum, { width }) => sum + width, 0) }}
      >
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, header }) => (
              <th key={key} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Rest height={shown[0]?.start ?? 0} columns={columns.length} />
          {shown.map((item) => (
            <tr key={item.key} ref={list.measureElement} data-index={item.index} aria-rowindex={item.index + 2}>
              {row(item.index)}
            </tr>
          ))}
          <Rest height={total - (shown.at(-1)?.end ?? 0)} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of the rows that are not in the page. */
function Rest({ height, columns }: { readonly height: number; readonly columns: number }): ReactElement | null {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- It is room, not a cell. */}
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
