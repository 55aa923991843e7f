import "./brief.css";
import { Button, Skeleton } from "@mantine/core";
import { IconFileDescription } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { PackResult } from "../../shared/contract.ts";
import { Beside } from "../beside/Beside.tsx";
import { useReading } from "../host/operations.ts";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { Page } from "../ui/Page.tsx";
import { goTo } from "../ui/route.ts";
import { BriefForm } from "./BriefForm.tsx";
import { BriefResult } from "./BriefResult.tsx";
import { answeredSets } from "../ui/planning.ts";
import { packMonths } from "./packMonths.ts";

/** A draft briefing pack from protected figures: what it is about, what will be in it, where it goes. */
export function Brief(): ReactElement {
  const table = useReading("table.get", { measure: "intent", by: "none" });
  const questions = useReading("question.list", {});
  const [result, setResult] = useState<PackResult | null>(null);
  const months = table.data === undefined ? [] : packMonths(table.data.rows, questions.data ?? []);
  return (
    <Page title="Brief" lead="A draft pack for ministers and commissioners, made from rounded figures only.">
      {table.error !== null ? (
        <ErrorNote fault={table.error} again={table.again} />
      ) : table.data === undefined || questions.pending ? (
        <Late>
          <Skeleton h={360} />
        </Late>
      ) : months.length === 0 ? (
        <Empty
          icon={<IconFileDescription size={44} stroke={1.4} aria-hidden />}
          title="A briefing needs one month of answers"
          action={
            <Button mt="sm" onClick={() => goTo("import")}>
              Import files
            </Button>
          }
        />
      ) : result !== null ? (
        <BriefResult result={result} another={() => setResult(null)} />
      ) : (
        <>
          <BriefForm months={months} sets={answeredSets(questions.data ?? [])} done={setResult} />
          <Beside />
        </>
      )}
    </Page>
  );
}
