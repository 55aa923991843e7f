import { Code, Image, Table, Text, Title } from "@mantine/core";
import type { Token, Tokens } from "marked";
import { createElement, Fragment, type ReactElement, type ReactNode } from "react";
import { anchorOf } from "./chapters.ts";

const pictures = import.meta.glob<string>("./pictures/*.png", { query: "?url", import: "default", eager: true });

/** Props of a piece of the guide. */
export interface MarkdownProps {
  readonly tokens: readonly Token[];
  /** Follows a link to another chapter, and to a heading of it where one is named. */
  readonly follow: (slug: string, anchor: string) => void;
}

/** What a chapter says, drawn from Markdown's tokens: nothing in it is taken as HTML. */
export function Markdown({ tokens, follow }: MarkdownProps): ReactElement {
  return (
    <>
      {tokens.map((token, index) => (
        <Fragment key={index}>{block(token, follow)}</Fragment>
      ))}
    </>
  );
}

type Follow = MarkdownProps["follow"];

function block(token: Token, follow: Follow): ReactNode {
  switch (token.type) {
    case "heading": {
      const { depth, text, tokens } = token as Tokens.Heading;
      return (
        <Title order={depth === 2 ? 3 : 4} id={`guide-${anchorOf(text)}`} tabIndex={-1}>
          {inline(tokens, follow)}
        </Title>
      );
    }
    case "paragraph":
    case "text": {
      const { tokens } = token as Tokens.Paragraph;
      return token.type === "text" ? (
        inline(tokens, follow)
      ) : (
        <Text component={holdsPicture(tokens) ? "div" : "p"}>{inline(tokens, follow)}</Text>
      );
    }
    case "list": {
      const { ordered, items } = token as Tokens.List;
      const drawn = items.map((item, index) => (
        <li key={index}>
          <Markdown tokens={item.tokens} follow={follow} />
        </li>
      ));
      return ordered ? <ol>{drawn}</ol> : <ul>{drawn}</ul>;
    }
    case "table": {
      const { header, rows } = token as Tokens.Table;
      return (
        <div className="bw-guide-table" tabIndex={0} role="group" aria-label="Table">
          <Table verticalSpacing="xs" horizontalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                {header.map((cell, index) => (
                  <Table.Th key={index}>{inline(cell.tokens, follow)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, at) => (
                <Table.Tr key={at}>
                  {row.map((cell, index) => (
                    <Table.Td key={index}>{inline(cell.tokens, follow)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      );
    }
    case "code":
      return (
        <Code block tabIndex={0}>
          {(token as Tokens.Code).text}
        </Code>
      );
    case "space":
      return null;
    default:
      throw new Error(`The guide holds “${token.type}”, which it cannot show.`);
  }
}

function inline(tokens: readonly Token[] | undefined, follow: Follow): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{word(token, follow)}</Fragment>);
}

function word(token: Token, follow: Follow): ReactNode {
  switch (token.type) {
    case "text":
    case "escape": {
      const { tokens, text } = token as Tokens.Text;
      return tokens === undefined ? text : inline(tokens, follow);
    }
    case "strong":
    case "em":
      return createElement(token.type, null, inline((token as Tokens.Strong).tokens, follow));
    case "codespan":
      return <Code>{(token as Tokens.Codespan).text}</Code>;
    case "link": {
      const { href, tokens } = token as Tokens.Link;
      const [slug = "", anchor = ""] = href.replace(/^guide:/, "").split("#");
      return (
        <a
          href={`#guide-${slug}`}
          onClick={(event) => {
            event.preventDefault();
            follow(slug, anchor);
          }}
        >
          {inline(tokens, follow)}
        </a>
      );
    }
    case "image": {
      const { href, text } = token as Tokens.Image;
      return (
        <Image
          src={pictures[`./pictures/${href.replace(/^picture:/, "")}.png`]}
          alt={text}
          radius="sm"
          className="bw-guide-picture"
        />
      );
    }
    case "br":
      return <br />;
    default:
      throw new Error(`The guide holds “${token.type}”, which it cannot show.`);
  }
}

function holdsPicture(tokens: readonly Token[] | undefined): boolean {
  return tokens?.some(({ type }) => type === "image") === true;
}
