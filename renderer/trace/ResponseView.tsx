import { Skeleton, Text, Title } from "@mantine/core";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import type { ResponseTrace } from "../../shared/contract.ts";
import { warningRule } from "../../shared/warnings.ts";
import { SERVICE_TYPE_LABELS } from "../../shared/vocabulary.ts";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { moment, monthText, when } from "../ui/format.ts";
import { Late } from "../ui/Late.tsx";
import { questionLabel } from "../ui/questions.ts";
import { ResponseAnswers } from "./ResponseAnswers.tsx";
import { placeText, sourceText } from "./words.ts";

/** Props of one response; `open` leads to another. */
export interface ResponseViewProps {
  readonly responseId: number;
  readonly open: (responseId: number) => void;
}

/** Everything about one response: whether it stands, where it is written, who sent it, what it says, and its siblings. */
export function ResponseView({ responseId, open }: ResponseViewProps): ReactElement {
  const { data, error, again } = useReading("trace.response", { responseId });
  const heading = useRef<HTMLHeadingElement>(null);
  const there = data?.responseId === responseId;
  useEffect(() => {
    if (there) heading.current?.focus();
  }, [there]);
  if (error !== null) return <ErrorNote fault={error} again={again} />;
  if (data?.responseId !== responseId) {
    return (
      <Late>
        <Skeleton h={420} />
      </Late>
    );
  }
  const { organisation, month, questionSet } = data;
  return (
    <article>
      <Title order={3} size="h2" tabIndex={-1} ref={heading}>
        {organisation.name}
      </Title>
      <Text c="dimmed">
        {monthText(month)}, {questionSet?.title ?? "Contract hand-backs"}, {sourceText(data)}
        {data.submittedAt === null ? ", without a date" : `, ${moment(data.submittedAt)}`}
      </Text>
      <Part title="Does it count?">
        <Standing trace={data} open={open} />
      </Part>
      <Part title="Where it is written">
        <ul className="bw-plain">
          {data.places.map((place) => (
            <li key={`${place.file} ${place.sheet ?? ""} ${place.row}`}>
              <strong>{placeText(place)}</strong>, imported {when(place.importedAt)}
              {place.fate === "unchanged" ? ": the same again" : ""}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Who it is">
        <Who trace={data} />
      </Part>
      <Part title="What it says">
        <ResponseAnswers trace={data} />
      </Part>
      <Part title="Others of this organisation and month">
        <Siblings trace={data} open={open} />
      </Part>
    </article>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="bw-trace-part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

interface TraceProps {
  readonly trace: ResponseTrace;
}

function Standing({ trace, open }: TraceProps & Pick<ResponseViewProps, "open">): ReactElement {
  return (
    <>
      {trace.standing.map(({ unit, stands, holder, reason }) => (
        <p key={unit} style={{ margin: "0 0 4px" }}>
          <strong>
            {stands ? "Stands" : "Does not count"} for its {unit}.
          </strong>{" "}
          {reason}{" "}
          {stands ? null : (
            <button type="button" className="bw-link" data-open-response={holder} onClick={() => open(holder)}>
              Show the one that stands
            </button>
          )}
        </p>
      ))}
    </>
  );
}

function Who({ trace: { organisation, identifiers, serviceType, region, issues } }: TraceProps): ReactElement {
  return (
    <dl className="bw-facts">
      <dt>Organisation</dt>
      <dd>
        {organisation.name} <span className="bw-row-number">({organisation.key})</span>
      </dd>
      <dt>How it was found</dt>
      <dd>
        {organisation.how.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </dd>
      {identifiers.map(({ field, value, column, heading }) => (
        <Fact key={field} name={questionLabel(field)} column={column} heading={heading}>
          {value}
        </Fact>
      ))}
      <Fact name="Service type" column={serviceType.column} heading={serviceType.heading}>
        {SERVICE_TYPE_LABELS[serviceType.value]}
        {serviceType.written === null ? "" : `, written “${serviceType.written}”`}. {serviceType.how}
      </Fact>
      <dt>Region</dt>
      <dd>
        {region.value === "not_stated" ? "Not stated" : region.value}. {region.how}
      </dd>
      {issues.map(({ field, written, decided }) => (
        <Fact
          key={`${field} ${written}`}
          name={warningRule(field) === null ? `${questionLabel(field)}: not understood` : "Worth a look"}
          column={null}
          heading={null}
        >
          {warningRule(field) === null
            ? `“${written}”${decided === null ? "" : `, for which you said: ${decided}`}`
            : `${warningRule(field)?.what ?? ""}: ${written}`}
        </Fact>
      ))}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly column: string | null;
  readonly heading: string | null;
  readonly children: ReactNode;
}

function Fact({ name, column, heading, children }: FactProps): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {children}
        {column === null ? null : (
          <Text size="sm" c="dimmed" component="div">
            Column {column}
            {heading === null || heading === "" ? "" : `, “${heading}”`}
          </Text>
        )}
      </dd>
    </>
  );
}

function Siblings({ trace: { siblings }, open }: TraceProps & Pick<ResponseViewProps, "open">): ReactElement {
  if (siblings.length === 0) return <Text c="dimmed">There are no others.</Text>;
  return (
    <ul className="bw-plain">
      {siblings.map((sibling) => (
        <li key={sibling.responseId}>
          <button
            type="button"
            className="bw-link"
            data-open-response={sibling.responseId}
            onClick={() => open(sibling.responseId)}
          >
            {sibling.location ?? sibling.name ?? sourceText(sibling)}, {placeText(sibling)}
          </button>
          {sibling.stands ? <strong> stands</strong> : null}
          {sibling.submittedAt === null ? "" : `, ${moment(sibling.submittedAt)}`}
        </li>
      ))}
    </ul>
  );
}
