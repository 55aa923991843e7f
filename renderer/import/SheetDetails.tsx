import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { counted } from "../ui/format.ts";
import { Expand } from "../ui/Expand.tsx";
import { questionLabel } from "../ui/questions.ts";
import { SetAsideList } from "../ui/SetAsideList.tsx";

/** What stands behind a sheet's verdict: reasons, columns, wordings nobody explained, rows and sheets left out. */
export function SheetDetails({ sheet }: { readonly sheet: SheetVerdict }): ReactElement {
  return (
    <div>
      {sheet.unknownWordings.length === 0 ? null : (
        <Expand
          open
          summary={`${counted(sheet.unknownWordings.length, "wording")} not understood: kept, and waiting in Check`}
        >
          <ul>
            {sheet.unknownWordings.map((unknown) => (
              <li key={`${unknown.question}${unknown.wording}`}>
                “{unknown.wording}” in {questionLabel(unknown.question)}, {counted(unknown.rows, "row")}
              </li>
            ))}
          </ul>
        </Expand>
      )}
      {sheet.setAside.length === 0 ? null : (
        <Expand summary={`${counted(sheet.setAside.length, "row")} set aside, and why`}>
          <SetAsideList rows={sheet.setAside} />
        </Expand>
      )}
      <Expand summary={`${counted(sheet.mapping.length, "column")} understood`}>
        <Mapping mapping={sheet.mapping} />
      </Expand>
      {sheet.reasons.length + sheet.notes.length === 0 ? null : (
        <Expand summary="Why it was taken for this">
          <ul>
            {[...sheet.reasons, ...sheet.notes].map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Expand>
      )}
      {sheet.ignoredSheets.length === 0 ? null : (
        <Text size="sm" c="dimmed" mt={4}>
          Not used, because they hold no responses: {sheet.ignoredSheets.map((name) => `“${name}”`).join(", ")}.
        </Text>
      )}
    </div>
  );
}

function Mapping({ mapping }: { readonly mapping: SheetVerdict["mapping"] }): ReactElement {
  return (
    <table className="bw-table">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Heading in the file</th>
          <th scope="col">Taken for</th>
          <th scope="col">Sure</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {mapping.map((column) => (
          <tr key={column.column}>
            <td>{column.column}</td>
            <td style={{ overflowWrap: "anywhere", maxWidth: "36ch" }}>{column.header}</td>
            <td>{questionLabel(column.question)}</td>
            <td>{Math.round(column.confidence * 100)}%</td>
            <td>{column.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
