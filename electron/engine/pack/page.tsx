import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { assertNever } from "../../../shared/errors.ts";
import { followed } from "./beside.ts";
import { type PackFile, textFile } from "./definition.ts";
import type { Block, DocumentSection, PackDocument } from "./document.ts";
import { Chart, Pieces, Table } from "./page-parts.tsx";
import { kicker, logoWords, lookOf, type PackHouse } from "./look.ts";
import { pageStyle } from "./page-style.ts";

/** The briefing as one HTML file that needs nothing else: charts inline, no script, a style sheet for print. */
export function pageFile(document: PackDocument): PackFile {
  const markup = renderToStaticMarkup(<Page document={document} />);
  return textFile("index.html", `<!DOCTYPE html>\n${markup}\n`);
}

function Page({ document }: { readonly document: PackDocument }): ReactElement {
  const { title, lead, house, tags, about, sections, closing } = document;
  const [first] = sections;
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta
          httpEquiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="generator" content="Bellwether" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: pageStyle(lookOf(house)) }} />
      </head>
      <body>
        {first === undefined ? null : (
          <a className="skip" href={`#${first.id}`}>
            Skip to {first.heading.toLowerCase()}
          </a>
        )}
        <header>
          {house === null ? null : <Logo house={house} />}
          <p className="kicker">
            {kicker(document)}{" "}
            {tags.map((tag) => (
              <span className="tag" key={tag}>
                {tag}
              </span>
            ))}
          </p>
          <h1>{title}</h1>
          {lead === null ? null : <p className="lead">{lead}</p>}
          <p className="about">{about}</p>
        </header>
        <main>
          {sections.map((section) => (
            <Section key={section.id} section={section} />
          ))}
        </main>
        <footer>
          {closing.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </footer>
      </body>
    </html>
  );
}

function Logo({ house }: { readonly house: PackHouse }): ReactElement | null {
  if (house.logo === null) return null;
  const data = Buffer.from(house.logo).toString("base64");
  return <img className="logo" alt={logoWords(house)} src={`data:image/png;base64,${data}`} />;
}

function Section({ section: { id, heading, blocks } }: { readonly section: DocumentSection }): ReactElement {
  const head = `${id}-head`;
  return (
    <section id={id} className={id === "messages" ? "messages" : undefined} aria-labelledby={head}>
      <h2 id={head}>{heading}</h2>
      {blocks.map((block, index) => (
        <OneBlock key={index} block={block} strong={id === "messages"} />
      ))}
    </section>
  );
}

function OneBlock({ block, strong }: { readonly block: Block; readonly strong: boolean }): ReactElement {
  switch (block.kind) {
    case "text":
      return <p className={block.note === true ? "note" : undefined}>{block.text}</p>;
    case "heading":
      return <h3>{block.text}</h3>;
    case "list": {
      const items = block.items.map((pieces, index) => (
        <li key={index}>
          <Pieces pieces={pieces} strong={strong} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "chart":
      return <Chart chart={block.chart} subtitle={block.subtitle} source={block.source} />;
    case "table":
      return <Table table={block.table} look={block.look} />;
    case "terms":
      return (
        <dl>
          {block.terms.map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      );
    case "quote":
      return (
        <figure className="quote">
          <blockquote>
            <p>“{block.words}”</p>
          </blockquote>
          <figcaption>{block.by}</figcaption>
        </figure>
      );
    case "reference":
      return (
        <div className="elsewhere">
          <p>{block.text}</p>
          <p className="source">
            {block.citation}
            {block.link === "" ? null : (
              <>
                {" "}
                <a href={followed(block.link)} rel="noreferrer">
                  {block.link}
                </a>
              </>
            )}
          </p>
        </div>
      );
    default:
      return assertNever(block);
  }
}
