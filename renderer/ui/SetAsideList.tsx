import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, useRef } from "react";

/** Props of a list of rows left out. `file` and `sheet` are said where several files are listed together. */
export interface SetAsideListProps {
  readonly rows: readonly {
    readonly row: number;
    readonly reason: string;
    readonly file?: string;
    readonly sheet?: string | null;
  }[];
}

/** Every row that was set aside and why; only those in view are in the page, so that thousands stay quick. */
export function SetAsideList({ rows }: SetAsideListProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  // The list is used here only, so nothing memoised can go stale.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 30,
    overscan: 12,
  });
  return (
    <div
      ref={box}
      className="bw-scroll"
      tabIndex={0}
      role="region"
      aria-label="Rows set aside"
      style={{ height: Math.min(260, rows.length * 30 + 4) }}
    >
      <ul style={{ height: list.getTotalSize(), position: "relative", margin: 0, padding: 0, listStyle: "none" }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <li
              key={item.key}
              ref={list.measureElement}
              data-index={item.index}
              style={{
                position: "absolute",
                top: 0,
                left: 0,
                right: 0,
                transform: `translateY(${item.start}px)`,
                padding: "4px 8px",
              }}
            >
              <span className="bw-row-number">
                {row.file === undefined ? "" : `${row.file}${row.sheet == null ? "" : `, ${row.sheet}`}, `}row {row.row}
              </span>{" "}
              {row.reason}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
