import type { ReactElement, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { monthLabel } from "../../../shared/month.ts";
import { COMMISSIONER_LABELS, STAGE_LABELS, type Stage } from "../../../shared/vocabulary.ts";
import { chartSubtitle, type PackChart } from "./charts.ts";
import type { PackDefinition, PackFile, PackTable } from "./definition.ts";
import { keyMessages, mainFinding } from "./messages.ts";
import { answersTable, hiddenTable, pairTable, type PageTable, type Piece, trendTable } from "./page-tables.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { methodPoints, period, promise, questionsAsked, readingGuide, sourceWords } from "./wording.ts";

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
            {definition.campaignName} <span className="tag">Draft</span>
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
          <Intent definition={definition} charts={charts} />
          <Regions definition={definition} charts={charts} />
          <Later definition={definition} charts={charts} />
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
      <Chart definition={definition} charts={charts} stage="intent" by="service-type" />
      <Table table={pairTable(definition, "intent", "service-type")} />
      <Table table={trendTable(definition, "la")} />
      <Table table={trendTable(definition, "nhs")} />
      <Table table={answersTable(definition, "intent", "la")} dense />
      <Table table={answersTable(definition, "intent", "nhs")} dense />
    </section>
  );
}

function Regions({ definition, charts }: Props): ReactElement {
  return (
    <section>
      <h2>Intent by region</h2>
      <Chart definition={definition} charts={charts} stage="intent" by="region" />
      <Table table={pairTable(definition, "intent", "region")} />
    </section>
  );
}

function Later({ definition, charts }: Props): ReactElement {
  return (
    <section>
      <h2>Discussions and hand-backs</h2>
      {(["discussion", "handback"] as const).map((stage) => (
        <div key={stage}>
          <h3>{STAGE_LABELS[stage]}</h3>
          <Chart definition={definition} charts={charts} stage={stage} by="service-type" />
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
        {questionsAsked(definition).map(({ code, text }) => (
          <li key={code}>{text}</li>
        ))}
      </ol>
      <h3>Sources</h3>
      <p>{sourceWords(definition)}. manifest.json holds the SHA-256 hash of every source file, and no file names.</p>
    </section>
  );
}

interface ChartProps extends Props {
  readonly stage: Stage;
  readonly by: PackTable["by"];
}

function Chart({ definition, charts, stage, by }: ChartProps): ReactElement {
  const chart = charts.find((candidate) => candidate.stage === stage && candidate.by === by);
  if (chart === undefined) return <p>No group is large enough for a chart.</p>;
  const until = definition.months.filter((month) => month <= definition.month);
  return (
    <figure>
      <figcaption>
        <strong>{chart.title}</strong>
        <span>{chartSubtitle(stage, definition.unit, period({ months: until, month: definition.month }))}</span>
      </figcaption>
      <div className="chart" dangerouslySetInnerHTML={{ __html: chart.svg }} />
      <p className="source">
        Source: {sourceWords(definition)}. Rounded to 5. Intervals are indicative: the sample chose itself.
        {stage === "intent" ? " Each month looks 3 months ahead, so months overlap." : ""}
        {chart.leftOut.length > 0 ? ` No panel, because too few answered: ${chart.leftOut.join(", ")}.` : ""}
      </p>
    </figure>
  );
}

function Table({
  table,
  dense = false,
  words = false,
}: {
  readonly table: PageTable | null;
  readonly dense?: boolean;
  readonly words?: boolean;
}): ReactNode {
  if (table === null) return null;
  return (
    <section className="table" aria-label={table.caption}>
      <table className={words ? "words" : dense ? "dense" : table.spans === null ? undefined : "pair"}>
        <caption>{table.caption}</caption>
        <thead>
          {table.spans === null ? null : (
            <tr>
              <td aria-label="No heading" />
              {table.spans.map((span) => (
                <th key={span.text} scope="colgroup" colSpan={span.columns}>
                  {span.text === COMMISSIONER_LABELS.la ? "Local authority contracts" : "NHS contracts"}
                </th>
              ))}
            </tr>
          )}
          <tr>
            {table.head.map((text, index) => (
              <th key={index} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index} className={row.total ? "total" : undefined}>
              <th scope="row">{row.label}</th>
              {row.cells.map((pieces, cell) => (
                <td key={cell}>
                  <Pieces pieces={pieces} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.notes.map((note) => (
        <p className="note" key={note}>
          {note}
        </p>
      ))}
    </section>
  );
}

/** Words and figures in a row; figures carry their names, so that the audit can compare each with its table. */
function Pieces({
  pieces,
  strong = false,
}: {
  readonly pieces: readonly Piece[];
  readonly strong?: boolean;
}): ReactElement {
  return (
    <>
      {pieces.map((piece, index) => {
        if (typeof piece === "string") return piece;
        const bold = strong && piece.key.endsWith("|share");
        return bold ? (
          <strong key={index} data-f={piece.key}>
            {piece.text}
          </strong>
        ) : (
          <span key={index} data-f={piece.key}>
            {piece.text}
          </span>
        );
      })}
    </>
  );
}
