import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { monthLabel } from "../../../shared/month.ts";
import { STAGE_LABELS } from "../../../shared/vocabulary.ts";
import type { PackChart } from "./charts.ts";
import type { PackDefinition, PackFile } from "./definition.ts";
import { OwnSet } from "./page-own.tsx";
import { Chart, Pieces, Table } from "./page-parts.tsx";
import { keyMessages, mainFinding } from "./messages.ts";
import { answersTable, hiddenTable, pairTable, trendTable } from "./page-tables.ts";
import { PAGE_STYLE } from "./page-style.ts";
import {
  methodPoints,
  ownQuestionsAsked,
  period,
  promise,
  questionsAsked,
  readingGuide,
  sourceWords,
  statusWords,
} from "./wording.ts";

/** The briefing as one HTML file that needs nothing else: charts inline, no script, a style sheet for print. */
export function pageFile(definition: PackDefinition, charts: readonly PackChart[]): PackFile {
  const markup = renderToStaticMarkup(<Page definition={definition} charts={charts} />);
  return { name: "index.html", bytes: new TextEncoder().encode(`<!DOCTYPE html>\n${markup}\n`) };
}

interface Props {
  readonly definition: PackDefinition;
  readonly charts: readonly PackChart[];
}

function Page({ definition, charts }: Props): ReactElement {
  const finding = mainFinding(definition);
  const title = definition.title ?? finding;
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta
          httpEquiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="generator" content="Bellwether" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: PAGE_STYLE }} />
      </head>
      <body>
        <a className="skip" href="#messages">
          Skip to key messages
        </a>
        <header>
          <p className="kicker">
            {definition.campaignName} <span className="tag">{statusWords(definition)}</span>
            {definition.sample ? <span className="tag">Fictional sample data</span> : null}
          </p>
          <h1>{title}</h1>
          {title === finding ? null : <p className="lead">{finding}</p>}
          <p className="about">
            Reference month {monthLabel(definition.month)}. Period {period(definition)}. England. Figures count{" "}
            {definition.unit}s.
          </p>
        </header>
        <main>
          <Messages definition={definition} />
          <Reading definition={definition} />
          {definition.tables.length === 0 ? null : (
            <>
              <Intent definition={definition} charts={charts} />
              <Regions definition={definition} charts={charts} />
              <Later definition={definition} charts={charts} />
            </>
          )}
          {definition.sets.map((set) => (
            <OwnSet key={set.code} definition={definition} charts={charts} set={set} />
          ))}
          <Hidden definition={definition} />
          <Methods definition={definition} />
        </main>
        <footer>
          <p>{promise(definition)}</p>
          <p>
            Made with Bellwether {definition.appVersion}, method {definition.methodVersion}. The same figures are in
            data-tables.xlsx and in the folder data; manifest.json lists every file with its SHA-256 hash.
          </p>
        </footer>
      </body>
    </html>
  );
}

function Messages({ definition }: { readonly definition: PackDefinition }): ReactElement {
  return (
    <section id="messages" className="messages" aria-labelledby="messages-head">
      <h2 id="messages-head">Key messages</h2>
      <ul>
        {keyMessages(definition).map((message, index) => (
          <li key={index}>
            <Pieces pieces={message} strong />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reading({ definition }: { readonly definition: PackDefinition }): ReactElement {
  return (
    <section>
      <h2>How to read these figures</h2>
      <ul>
        {readingGuide(definition).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Intent({ definition, charts }: Props): ReactElement {
  return (
    <section>
      <h2>Intent to hand back contracts</h2>
      <p>
        The question asks how likely it is that the organisation hands back any of its contracts in the next 3 months.
      </p>
      <Chart definition={definition} charts={charts} subject="intent" by="service-type" />
      <Table table={pairTable(definition, "intent", "service-type")} />
      <Table table={trendTable(definition, "la")} />
      <Table table={trendTable(definition, "nhs")} />
      <Chart definition={definition} charts={charts} subject="intent" by="service-type" kind="answers" />
      <Table table={answersTable(definition, "intent", "la")} dense />
      <Table table={answersTable(definition, "intent", "nhs")} dense />
    </section>
  );
}

function Regions({ definition, charts }: Props): ReactElement {
  return (
    <section>
      <h2>Intent by region</h2>
      <Chart definition={definition} charts={charts} subject="intent" by="region" />
      <Table table={pairTable(definition, "intent", "region")} />
    </section>
  );
}

function Later({ definition, charts }: Props): ReactElement {
  return (
    <section>
      <h2>Discussions and hand-backs</h2>
      <Chart definition={definition} charts={charts} subject="intent" by="service-type" kind="stages" />
      {(["discussion", "handback"] as const).map((stage) => (
        <div key={stage}>
          <h3>{STAGE_LABELS[stage]}</h3>
          <Chart definition={definition} charts={charts} subject={stage} by="service-type" />
          <Table table={pairTable(definition, stage, "service-type")} />
        </div>
      ))}
      <p>The same figures by region are in data-tables.xlsx and in the folders charts and data.</p>
    </section>
  );
}

function Hidden({ definition }: { readonly definition: PackDefinition }): ReactElement {
  const table = hiddenTable(definition);
  return (
    <section>
      <h2>What was hidden, and why</h2>
      {table.rows.length === 0 ? (
        <p>Nothing was hidden in {monthLabel(definition.month)}.</p>
      ) : (
        <>
          <p>
            Figures are hidden only to protect those who answered. “Too few organisations” hides a whole row; “too few
            organisations for a percentage” hides the share and its interval; “would give away a single answer” hides
            the detail of a share near none or all. Other months are listed in manifest.json.
          </p>
          <Table table={table} words />
        </>
      )}
    </section>
  );
}

function Methods({ definition }: { readonly definition: PackDefinition }): ReactElement {
  return (
    <section>
      <h2>Methods</h2>
      <dl>
        {methodPoints(definition).map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h3>Questions asked</h3>
      <ol>
        {[...questionsAsked(definition), ...ownQuestionsAsked(definition)].map(({ code, text }) => (
          <li key={code}>{text}</li>
        ))}
      </ol>
      <h3>Sources</h3>
      <p>{sourceWords(definition)}. manifest.json holds the SHA-256 hash of every source file, and no file names.</p>
    </section>
  );
}
